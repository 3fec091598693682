//===- Request.h - what an application asks for ----------------*- C++ -*-===//
//
// The second argument of an application, resolved against the ports of a net:
// framework.md 3.4.
//
//===----------------------------------------------------------------------===//

#ifndef NETC_COMPILER_SESSION_REQUEST_H
#define NETC_COMPILER_SESSION_REQUEST_H

#include "compiler/Notation/Expr.h"
#include "compiler/Session/GradientNames.h"
#include "netrt/netrt.h"
#include "llvm/ADT/StringMap.h"
#include <vector>

namespace netc {

/// One value that is asked for: an output port and what to make of it.
struct Request {
  Expr key;             ///< as written: the key in the result of a list
  uint32_t port = 0;    ///< place in the net's ports
  std::string property; ///< empty: decoded as the port says; "None": raw
  Expr argument;        ///< of a property, or null
  /// NetPortGradient[All]: its value is the association of these.
  bool isAssociation = false;
  std::vector<Request> parts = {};
};

struct RequestList {
  llvm::SmallVector<Request> requests;
  /// A single request gives its value alone, several an association.
  bool isSingle = false;
  /// Keys are the names of ports rather than the requests as written.
  bool keysArePorts = false;
};

/// What names of a request mean in the compiled net.
struct RequestNames {
  /// Which port of the net an inner port became, by its InputForm.
  llvm::StringMap<std::string> probes;
  GradientNames gradients;
};

/// No `request` (null) asks for all outputs, decoded.
mlir::FailureOr<RequestList> parseRequest(const netrt_net *net,
                                          const Expr &request,
                                          const RequestNames &names,
                                          mlir::MLIRContext *context);

/// Positions of inner ports that a request names, which have to be probes of
/// the compiled net: `NetPort[{"base", 1}]` but no output port of the net.
llvm::SmallVector<Expr> findInnerPorts(const Expr &request,
                                       llvm::ArrayRef<std::string> outputPorts);

/// The position that a NetPort names, as steps: `{"base", 1, "Output"}`. Its
/// last step may be the name of a port.
llvm::SmallVector<Expr> stepsOf(const Expr &netPort);

/// What may be asked of the decoder at a port; nothing where it has none, or one
/// that only decodes.
llvm::ArrayRef<llvm::StringRef> propertiesOf(const netrt_net *net,
                                             uint32_t port);

bool hasBooleanDecoder(const netrt_net *net, uint32_t port);

/// The key of a probe or an array at these steps, each as it is written.
std::string keyOfSteps(llvm::ArrayRef<Expr> steps);

/// The class decoder at a port, or null.
const netrt_class_coder *classDecoderOf(const netrt_net *net, uint32_t port);

} // namespace netc

#endif // NETC_COMPILER_SESSION_REQUEST_H
