//===- NetBase.td - what every layer's .td builds on --------*- tablegen -*-===//
//
// A layer is a `Net_LayerOp` whose arguments are ports, settings and arrays, each
// of a typed kind. The binding of text and protobuf, the validation and the
// reference page are generated from these records by net-tblgen.
//
// In a description, `}]` ends the text: write `} ]`.
//
// An attribute that is absent means the default, so what the user did not write is
// not printed. Sizes that are to be inferred are kDynamic in the lists below.

#ifndef NETC_NET_BASE_TD
#define NETC_NET_BASE_TD

include "dialects/Net/IR/NetDialect.td"
include "dialects/Net/IR/NetInterfaces.td"
include "dialects/Net/IR/NetTypes.td"

//===----------------------------------------------------------------------===//
// Ports. The user's name of a port is its camel-case name: `$cell_state` is
// "CellState".
//===----------------------------------------------------------------------===//

def Net_Port : Type<Net_ArrayType.predicate, "array", Net_ArrayType.cppType>;
// Any number of inputs in order: Input1, Input2, ... unless InputPorts names them.
def Net_Ports : Variadic<Net_Port>;
// Recurrent state: open ones start at zero and are no ports of the net.
def Net_StatePort : Optional<Net_Port>;

//===----------------------------------------------------------------------===//
// Settings
//===----------------------------------------------------------------------===//

// What the notation knows about one setting.
class Net_Setting {
  string kind = ?;           // enumerator of ArgumentKind
  string notation = "";      // option name; "" if positional only
  int position = -1;         // counted from 0; -1: option only
  bit required = 0;
  string default = "";       // in the notation, for the reference page
  list<string> choices = [];
  list<string> otherNames = [];
  string doc = "";
}

class Net_SettingFields<string theKind, string theNotation, int thePosition,
                        bit isRequired, string theDefault,
                        list<string> theChoices, list<string> theOtherNames,
                        string theDoc> : Net_Setting {
  let kind = theKind;
  let notation = theNotation;
  let position = thePosition;
  let required = isRequired;
  let default = theDefault;
  let choices = theChoices;
  let otherNames = theOtherNames;
  let doc = theDoc;
}

// A whole number above 0: `getX()` is std::optional<int64_t>.
class Net_Size<string notation = "", int position = -1, bit required = 0,
               string default = "", list<string> otherNames = [], string doc = "">
    : OptionalAttr<I64Attr>,
      Net_SettingFields<"Size", notation, position, required, default, [], otherNames, doc>;

// An i64 that is read as int64_t, not as uint64_t.
def Net_SignedAttr : SignlessIntegerAttrBase<I64, "64-bit whole number"> {
  let returnType = "int64_t";
  let convertFromStorage = "$_self.getInt()";
}

// Any whole number: `getX()` is int64_t, the default where absent.
class Net_Integer<string default, string notation = "", int position = -1,
                  bit required = 0, list<string> otherNames = [], string doc = "">
    : DefaultValuedOptionalAttr<Net_SignedAttr, default>,
      Net_SettingFields<"Integer", notation, position, required, default, [], otherNames, doc>;

// A real number: `getX()` is APFloat, the default where absent.
class Net_Real<string default, string notation = "", int position = -1,
               bit required = 0, list<string> otherNames = [], string doc = "">
    : DefaultValuedOptionalAttr<F64Attr, default>,
      Net_SettingFields<"Real", notation, position, required, default, [], otherNames, doc>;

// A level, not 0, negative from the end. `Infinity` is INT64_MAX.
class Net_Level<string default, string notation = "", int position = -1,
                bit required = 0, list<string> otherNames = [], string doc = "">
    : DefaultValuedOptionalAttr<Net_SignedAttr,
        !if(!eq(default, "Infinity"), "std::numeric_limits<int64_t>::max()", default)>,
      Net_SettingFields<"Level", notation, position, required, default, [], otherNames, doc>;

// `n`, `{n, ...}`, `{}` or Automatic (absent): std::optional<ArrayRef<int64_t>>.
class Net_Sizes<string notation = "", int position = -1, bit required = 0,
                string default = "Automatic", list<string> otherNames = [], string doc = "">
    : OptionalAttr<DenseI64ArrayAttr>,
      Net_SettingFields<"Sizes", notation, position, required, default, [], otherNames, doc>;

// One size for all spatial dimensions (i64) or one each (array<i64>). Read through
// SpatialSettings of Layers/Spatial.h.
class Net_SpatialSizes<string notation = "", int position = -1, bit required = 0,
                       string default = "", list<string> otherNames = [], string doc = "">
    : OptionalAttr<AnyAttrOf<[I64Attr, DenseI64ArrayAttr]>>,
      Net_SettingFields<"SpatialSizes", notation, position, required, default, [], otherNames, doc>;

// `p` (i64), `{p, ...}` (array<i64>), `{{b, a}, ...}` (array of array<i64>) or
// "Same". Read through SpatialSettings of Layers/Spatial.h.
class Net_Padding<string notation = "PaddingSize", int position = -1, bit required = 0,
                  string default = "0", list<string> otherNames = [], string doc = "">
    : OptionalAttr<AnyAttrOf<[I64Attr, DenseI64ArrayAttr,
                              TypedArrayAttrBase<DenseI64ArrayAttr, "pairs">, StrAttr]>>,
      Net_SettingFields<"Padding", notation, position, required, default, [], otherNames, doc>;

// The user's function of numbers, as an expression attribute.
class Net_ScalarFunction<string notation = "", int position = 0, bit required = 1,
                         string default = "", list<string> otherNames = [], string doc = "">
    : OptionalAttr<AnyAttr>,
      Net_SettingFields<"ScalarFunction", notation, position, required, default, [], otherNames, doc>;

// The list of ReshapeLayer: sizes, -1 for Automatic, -2 for Inherited.
class Net_Shape<string notation = "", int position = 0, bit required = 1,
                string default = "", list<string> otherNames = [], string doc = "">
    : OptionalAttr<DenseI64ArrayAttr>,
      Net_SettingFields<"Shape", notation, position, required, default, [], otherNames, doc>;

// One of a few words: `getX()` is StringRef, the default where absent.
class Net_Choice<list<string> choices, string default, string notation = "",
                 int position = -1, bit required = 0,
                 list<string> otherNames = [], string doc = "">
    : DefaultValuedOptionalAttr<StrAttr, "\"" # default # "\"">,
      Net_SettingFields<"Choice", notation, position, required, default, choices, otherNames, doc>;

// True or False: `getX()` is bool, the default where absent.
class Net_Boolean<string default, string notation = "", int position = -1,
                  bit required = 0, list<string> otherNames = [], string doc = "">
    : DefaultValuedOptionalAttr<BoolAttr, !if(!eq(default, "True"), "true", "false")>,
      Net_SettingFields<"Boolean", notation, position, required, default, [], otherNames, doc>;

// How ThreadingLayer replicates: absent Automatic, "None", i64, or an array of these.
class Net_BroadcastSpec<string notation = "", int position = 1, bit required = 0,
                        string default = "Automatic", list<string> otherNames = [],
                        string doc = "">
    : OptionalAttr<AnyAttr>,
      Net_SettingFields<"BroadcastSpec", notation, position, required, default, [], otherNames, doc>;

// Number, shapes and names of the inputs of a layer with Net_Ports. The front end
// turns it into operands, so the attribute is never set on the op itself.
class Net_InputPorts<string doc = "number, shapes and names of the inputs">
    : OptionalAttr<AnyAttr>,
      Net_SettingFields<"InputPorts", "InputPorts", -1, 0, "Automatic", [], [], doc>;

//===----------------------------------------------------------------------===//
// Learnable arrays. `getX()` is std::optional<StringRef>, `getXAttr()` the symbol of
// a net.array or null for None.
//===----------------------------------------------------------------------===//

// Roles decide the initialisation: Weights, Biases, Scaling, Slope, MovingMean,
// MovingVariance, Free.
class Net_Array<string key, string role = "Weights", bit mayBeNone = 0,
                list<string> otherNames = [], string doc = "">
    : OptionalAttr<FlatSymbolRefAttr>,
      Net_SettingFields<"Array", key, -1, 0, "Automatic", [], otherNames, doc> {
  string arrayRole = role;
  bit arrayMayBeNone = mayBeNone;
}

def Net_Weights : Net_Array<"Weights", doc="the matrix or kernel">;
def Net_Biases : Net_Array<"Biases", "Biases", 1, doc="added to every output; None for no biases">;

//===----------------------------------------------------------------------===//
// The base of all layers
//===----------------------------------------------------------------------===//

// `promises`: promises with a default that this layer keeps in its own way, such
// as "checkShapes".
class Net_LayerOp<string mnemonic, list<Trait> traits = [], list<string> promises = []>
    : Op<Net_Dialect, mnemonic, traits # [
        DeclareOpInterfaceMethods<Net_ShapeRuleOpInterface, promises>,
        DeclareOpInterfaceMethods<Net_DecomposableOpInterface>]> {
  string notation = ?;         // the head in the text notation
  list<string> aliases = [];   // older names
  bit random = 0;              // draws random numbers
  bit mixesBatch = 0;          // examples of a batch interact in training
  let assemblyFormat = "operands attr-dict `:` functional-type(operands, results)";
}

#endif
