//===- CoderSchema.cpp - the coders as data ------------------------------===//

#include "compiler/Frontend/Tree/CoderSchema.h"
#include "llvm/ADT/STLExtras.h"

using namespace netc;
using namespace netc::tree;
using llvm::StringRef;
using net::CoderDirection;

static constexpr StringRef colorSpaces[] = {
    "RGB", "Grayscale", "CMYK", "HSB", "LAB", "LUV", "LCH", "XYZ", "Automatic"};
static constexpr StringRef fittings[] = {"Stretch", "Fit", "Fill"};
static constexpr StringRef resamplings[] = {
    "Automatic", "Nearest", "Linear", "Bilinear", "Cubic", "Lanczos"};
static constexpr StringRef forms[] = {"Index", "UnitVector", "IndicatorVector"};

static constexpr ParameterSchema imageEncoder[] = {
    {"ImageSize", ParameterKind::ImageSize, "", {}},
    {"ColorSpace", ParameterKind::Word, "", colorSpaces},
    {"Interleaving", ParameterKind::Truth, "False", {}},
    {"DataTransposed", ParameterKind::Truth, "False", {}},
    {"MeanImage", ParameterKind::Statistics, "None", {}},
    {"VarianceImage", ParameterKind::Statistics, "None", {}},
    {"Method", ParameterKind::Word, "Stretch", fittings},
    {"Resampling", ParameterKind::Word, "Automatic", resamplings},
    {"Alignment", ParameterKind::Alignment, "Center", {}},
    {"Padding", ParameterKind::Filling, "Black", {}},
};

static constexpr ParameterSchema imageDecoder[] = {
    {"ColorSpace", ParameterKind::Word, "", colorSpaces},
    {"Interleaving", ParameterKind::Truth, "False", {}},
    {"DataTransposed", ParameterKind::Truth, "False", {}},
    {"MeanImage", ParameterKind::Statistics, "None", {}},
    {"VarianceImage", ParameterKind::Statistics, "None", {}},
};

static constexpr ParameterSchema classEncoder[] = {
    {"Labels", ParameterKind::Labels, "", {}},
    {"Form", ParameterKind::Word, "Index", forms},
    {"Dimensions", ParameterKind::Sizes, "{}", {}},
    {"Multilabel", ParameterKind::Truth, "False", {}},
};

static constexpr ParameterSchema classDecoder[] = {
    {"Labels", ParameterKind::Labels, "", {}},
    {"InputDepth", ParameterKind::Count, "1", {}},
    {"Multilabel", ParameterKind::Truth, "False", {}},
};

static constexpr ParameterSchema booleanEncoder[] = {
    {"Dimensions", ParameterKind::Sizes, "{}", {}},
};

static constexpr ParameterSchema booleanDecoder[] = {
    {"InputDepth", ParameterKind::Count, "0", {}},
};

static constexpr ParameterSchema unitVectorEncoder[] = {
    {"Size", ParameterKind::Count, "", {}},
};

static constexpr CoderSchema schemas[] = {
    {"Image", CoderDirection::Encoder, 2, imageEncoder},
    {"Image", CoderDirection::Decoder, 0, imageDecoder},
    {"Class", CoderDirection::Encoder, 2, classEncoder},
    {"Class", CoderDirection::Decoder, 1, classDecoder},
    {"Boolean", CoderDirection::Encoder, 1, booleanEncoder},
    {"Boolean", CoderDirection::Decoder, 0, booleanDecoder},
    {"UnitVector", CoderDirection::Encoder, 1, unitVectorEncoder},
    {"Scalar", CoderDirection::Encoder, 0, {}},
    {"Scalar", CoderDirection::Decoder, 0, {}},
};

static constexpr StringRef unsupportedTypes[] = {
    "Image3D",       "Characters",       "Tokens",
    "UTF8",          "SubwordTokens",    "BPESubwordTokens",
    "Audio",         "AudioSTFT",        "AudioSpectrogram",
    "AudioMFCC",     "AudioMelSpectrogram", "VideoFrames",
    "Function",      "FeatureExtractor", "CTCBeamSearch",
    "BoundingBox"};

llvm::ArrayRef<CoderSchema> tree::coderSchemas() { return schemas; }

const CoderSchema *tree::findCoder(StringRef type, CoderDirection direction) {
  auto *found = llvm::find_if(schemas, [&](const CoderSchema &schema) {
    return schema.type == type && schema.direction == direction;
  });
  return found == std::end(schemas) ? nullptr : found;
}

bool tree::isUnsupportedCoder(StringRef type) {
  return llvm::is_contained(unsupportedTypes, type);
}
