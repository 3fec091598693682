//===- LayerSchema.h - the layers as data ----------------------*- C++ -*-===//
//
// One record per layer, made by net-tblgen from the layers' .td files. Front ends
// and the reference pages work from these tables and name no layer.

#ifndef NETC_DIALECTS_NET_IR_LAYERSCHEMA_H
#define NETC_DIALECTS_NET_IR_LAYERSCHEMA_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace netc::net {

// What a setting accepts, and as which attribute it is kept. An absent attribute
// means the default.
enum class ArgumentKind {
  Size,           // int > 0                             i64
  Sizes,          // int | {ints} | {} | Automatic       array<i64>
  SpatialSizes,   // int | {ints}                        i64 | array<i64>
  Padding,        // p | {p..} | {{b, a}..} | "Same"     i64 | array<i64> |
                  //                                     [array<i64>..] | string
  Level,          // int not 0, Infinity                 i64
  ScalarFunction, // function of numbers                 expression
  Shape,          // {int | Automatic | Inherited..}     array<i64>, -1, -2
  Choice,         // one of `choices`                    string
  Boolean,        // True | False                        bool
  BroadcastSpec,  // Automatic | None | int | {..}       absent | "None" | i64 |
                  //                                     [..]
  Integer,        // int                                 i64
  Real,           // number                              f64
  InputPorts,     // {spec..} | <|name -> spec..|>       becomes operands
};

struct ArgumentSchema {
  llvm::StringRef name;      // option name, "" if positional only
  llvm::StringRef attribute; // name of the attribute on the op
  ArgumentKind kind;
  int position; // counted from 0, -1: option only
  bool required;
  llvm::StringRef defaultText; // in the notation
  llvm::ArrayRef<llvm::StringRef> choices;
  llvm::ArrayRef<llvm::StringRef> aliases;
  llvm::StringRef doc;
};

struct PortSchema {
  llvm::StringRef name;
  bool variadic;
  bool optional; // a recurrent state
};

// Decides how an array is initialised.
enum class ArrayRole {
  Weights,
  Biases,
  Scaling,
  Slope,
  MovingMean,
  MovingVariance,
  Free,
};

struct ArraySchema {
  llvm::StringRef name;      // key, such as Weights
  llvm::StringRef attribute; // name of the symbol attribute on the op
  ArrayRole role;
  bool mayBeNone;
  llvm::ArrayRef<llvm::StringRef> aliases;
  llvm::StringRef doc;
};

struct LayerSchema {
  llvm::StringRef notation; // LinearLayer
  llvm::StringRef mnemonic; // net.linear
  llvm::StringRef summary;
  llvm::StringRef description;
  llvm::ArrayRef<llvm::StringRef> aliases;
  llvm::ArrayRef<ArgumentSchema> arguments; // settings, without arrays
  llvm::ArrayRef<PortSchema> inputs, outputs;
  llvm::ArrayRef<ArraySchema> arrays;
  bool random;     // draws random numbers
  bool mixesBatch; // examples of a batch interact in training
};

// All layers, sorted by notation.
llvm::ArrayRef<LayerSchema> layerSchemas();
// By the head in the notation or an older name; null if unknown.
const LayerSchema *findLayer(llvm::StringRef notationOrAlias);
// By the op, `net.linear`; null if it is no layer.
const LayerSchema *findLayerOfOp(llvm::StringRef mnemonic);

// "Weights" for ArrayRole::Weights: the spelling in the IR.
llvm::StringRef toString(ArrayRole role);

} // namespace netc::net

#endif
