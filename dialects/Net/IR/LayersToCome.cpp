//===- LayersToCome.cpp - layers of the catalogue that are not built yet --===//
//
// The one list of them: a layer leaves it when it comes into Layers/CMakeLists.txt,
// and a test tells when it stays in both.
//
//===----------------------------------------------------------------------===//

#include "dialects/Net/IR/LayersToCome.h"
#include "llvm/ADT/STLExtras.h"

using llvm::StringRef;

// In alphabetical order, older names included.
static constexpr StringRef names[] = {
    "AggregationLayer",
    "AppendLayer",
    "AttentionLayer",
    "BasicRecurrentLayer",
    "BatchNormalizationLayer",
    "CTCLossLayer",
    "CompiledLayer",
    "ConstantArrayLayer",
    "ConstantPlusLayer",
    "ConstantTimesLayer",
    "ContrastiveLossLayer",
    "DeconvolutionLayer",
    "DropoutLayer",
    "EmbeddingLayer",
    "ExtractLayer",
    "FunctionLayer",
    "GatedRecurrentLayer",
    "ImageAugmentationLayer",
    "InstanceNormalizationLayer",
    "LocalResponseNormalizationLayer",
    "LongShortTermMemoryLayer",
    "MeanAbsoluteLossLayer",
    "NetArrayLayer",
    "NetBidirectionalOperator",
    "NetFoldOperator",
    "NetGANOperator",
    "NetMapOperator",
    "NetMapThreadOperator",
    "NetNestOperator",
    "NetPairEmbeddingOperator",
    "NormalizationLayer",
    "OrderingLayer",
    "PaddingLayer",
    "ParametricRampLayer",
    "PartLayer",
    "PlaceholderLayer",
    "PrependLayer",
    "RandomArrayLayer",
    "ReplicateLayer",
    "ResizeLayer",
    "SequenceAttentionLayer",
    "SequenceIndicesLayer",
    "SequenceLastLayer",
    "SequenceMostLayer",
    "SequenceRestLayer",
    "SequenceReverseLayer",
    "SpatialTransformationLayer",
    "SummationLayer",
    "TransposeLayer",
    "UnitVectorLayer",
};

llvm::ArrayRef<StringRef> netc::net::layersToCome() { return names; }

bool netc::net::isLayerToCome(StringRef head) {
  return llvm::binary_search(names, head);
}
