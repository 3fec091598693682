//===- DescribeCoder.h - coders of the net dialect as data ---------------===//

#ifndef NETC_COMPILER_PIPELINE_DESCRIBECODER_H
#define NETC_COMPILER_PIPELINE_DESCRIBECODER_H

#include "compiler/Codegen/Object/LibraryDescription.h"
#include "dialects/Net/IR/NetAttrs.h"

namespace netc {

/// The coder at `port`, whose shape says what the coder itself leaves open.
CoderDescription describeCoder(net::CoderAttr coder,
                               const PortDescription &port);

} // namespace netc

#endif // NETC_COMPILER_PIPELINE_DESCRIBECODER_H
