//===- Lengths.cpp - names of Varying lengths ----------------------------===//

#include "dialects/Net/IR/Lengths.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

bool netc::net::isNamelessLength(llvm::StringRef name) {
  return name.consume_front("Varying") && llvm::all_of(name, llvm::isDigit);
}
