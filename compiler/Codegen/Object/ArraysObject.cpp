//===- ArraysObject.cpp - embedded arrays as an object file --------------===//

#include "compiler/Codegen/Object/ArraysObject.h"

#include "compiler/Codegen/Object/Descriptor.h"
#include "compiler/Codegen/Object/LibraryDescription.h"
#include "compiler/Codegen/Object/MemoryFile.h"
#include "llvm/BinaryFormat/ELF.h"
#include "llvm/Support/MathExtras.h"

using namespace llvm;
using namespace netc;

static constexpr uint64_t arrayAlignment = 64;

// Data this large moves to a section that code never has to reach within 2 GiB.
static constexpr uint64_t largeData = uint64_t(1) << 30;

namespace {
/// The parts of the file besides the arrays themselves.
struct ObjectLayout {
  enum Section { Null, Data, Symbols, SymbolNames, SectionNames, Note, Count };
  ELF::Elf64_Ehdr header{};
  ELF::Elf64_Shdr sections[Count] = {};
  ELF::Elf64_Sym symbols[2] = {};
  std::string symbolNames;
  std::string sectionNames;
};
} // namespace

static uint64_t valueSize(const ArrayDescription &array) {
  return array.value ? array.value->bytes.size() : 0;
}

std::vector<uint64_t>
netc::arrayOffsets(const LibraryDescription &description) {
  std::vector<uint64_t> offsets;
  uint64_t position = 0;
  for (const ArrayDescription &array : description.arrays) {
    offsets.push_back(position);
    position = alignTo(position + valueSize(array), arrayAlignment);
  }
  return offsets;
}

static uint32_t addName(std::string &names, StringRef name) {
  uint32_t offset = names.size();
  names += name;
  names += '\0';
  return offset;
}

static void fillHeader(ELF::Elf64_Ehdr &header) {
  std::copy_n(ELF::ElfMagic, 4, header.e_ident);
  header.e_ident[ELF::EI_CLASS] = ELF::ELFCLASS64;
  header.e_ident[ELF::EI_DATA] = ELF::ELFDATA2LSB;
  header.e_ident[ELF::EI_VERSION] = ELF::EV_CURRENT;
  header.e_type = ELF::ET_REL;
  header.e_machine = ELF::EM_X86_64;
  header.e_version = ELF::EV_CURRENT;
  header.e_ehsize = sizeof(ELF::Elf64_Ehdr);
  header.e_shentsize = sizeof(ELF::Elf64_Shdr);
  header.e_shnum = ObjectLayout::Count;
  header.e_shstrndx = ObjectLayout::SectionNames;
}

static void fillSymbols(ObjectLayout &layout, StringRef name, uint64_t size) {
  layout.symbolNames.assign(1, '\0');
  ELF::Elf64_Sym &symbol = layout.symbols[1];
  symbol.st_name = addName(layout.symbolNames, name);
  symbol.setBindingAndType(ELF::STB_GLOBAL, ELF::STT_OBJECT);
  symbol.st_other = ELF::STV_HIDDEN;
  symbol.st_shndx = ObjectLayout::Data;
  symbol.st_size = size;
}

/// Places the section of `size` bytes and returns the offset behind it.
static uint64_t placeSection(ObjectLayout &layout, ObjectLayout::Section index,
                             StringRef name, uint32_t type, uint64_t position,
                             uint64_t size, uint64_t alignment) {
  ELF::Elf64_Shdr &section = layout.sections[index];
  section.sh_name = addName(layout.sectionNames, name);
  section.sh_type = type;
  section.sh_offset = alignTo(position, alignment);
  section.sh_size = size;
  section.sh_addralign = alignment;
  return section.sh_offset + size;
}

static void fillSections(ObjectLayout &layout, uint64_t dataSize) {
  using L = ObjectLayout;
  bool large = dataSize >= largeData;
  layout.sectionNames.assign(1, '\0');
  uint64_t end = placeSection(layout, L::Data, large ? ".lrodata" : ".rodata",
                              ELF::SHT_PROGBITS, sizeof(ELF::Elf64_Ehdr),
                              dataSize, arrayAlignment);
  layout.sections[L::Data].sh_flags =
      ELF::SHF_ALLOC | (large ? uint64_t(ELF::SHF_X86_64_LARGE) : 0);
  end = placeSection(layout, L::Symbols, ".symtab", ELF::SHT_SYMTAB, end,
                     sizeof(layout.symbols), 8);
  layout.sections[L::Symbols].sh_link = L::SymbolNames;
  layout.sections[L::Symbols].sh_info = 1; // the first global symbol
  layout.sections[L::Symbols].sh_entsize = sizeof(ELF::Elf64_Sym);
  end = placeSection(layout, L::SymbolNames, ".strtab", ELF::SHT_STRTAB, end,
                     layout.symbolNames.size(), 1);
  // Its presence says that nothing here needs an executable stack.
  end = placeSection(layout, L::Note, ".note.GNU-stack", ELF::SHT_PROGBITS, end,
                     0, 1);
  // Last, since naming the sections is what fills it.
  StringRef ownName = ".shstrtab";
  end = placeSection(layout, L::SectionNames, ownName, ELF::SHT_STRTAB, end,
                     layout.sectionNames.size() + ownName.size() + 1, 1);
  layout.header.e_shoff = alignTo(end, 8);
}

namespace {
/// Writes parts at growing offsets and fills the gaps with zeros.
class PartWriter {
public:
  explicit PartWriter(MemoryFile &file) : file(file) {}
  Error writeAt(uint64_t offset, StringRef bytes) {
    std::string gap(offset - position, '\0');
    if (Error error = file.write(gap))
      return error;
    position = offset + bytes.size();
    return file.write(bytes);
  }

private:
  MemoryFile &file;
  uint64_t position = 0;
};
} // namespace

template <typename Part> static StringRef bytesOf(const Part &part) {
  return {reinterpret_cast<const char *>(&part), sizeof(Part)};
}

Error netc::writeArraysObject(const LibraryDescription &description,
                              MemoryFile &file) {
  std::vector<uint64_t> offsets = arrayOffsets(description);
  uint64_t dataSize = 0;
  for (auto [array, offset] : llvm::zip_equal(description.arrays, offsets))
    dataSize = std::max(dataSize, offset + valueSize(array));

  ObjectLayout layout;
  fillHeader(layout.header);
  fillSymbols(layout, arraysSymbol(description.prefix), dataSize);
  fillSections(layout, dataSize);

  PartWriter writer(file);
  std::vector<std::pair<uint64_t, StringRef>> parts = {
      {0, bytesOf(layout.header)}};
  uint64_t data = layout.sections[ObjectLayout::Data].sh_offset;
  for (auto [array, offset] : llvm::zip_equal(description.arrays, offsets))
    if (array.value)
      parts.push_back({data + offset,
                       {array.value->bytes.data(), array.value->bytes.size()}});
  auto sectionPart = [&](ObjectLayout::Section section, StringRef bytes) {
    parts.push_back({layout.sections[section].sh_offset, bytes});
  };
  sectionPart(ObjectLayout::Symbols, bytesOf(layout.symbols));
  sectionPart(ObjectLayout::SymbolNames, layout.symbolNames);
  sectionPart(ObjectLayout::SectionNames, layout.sectionNames);
  parts.push_back({layout.header.e_shoff, bytesOf(layout.sections)});
  for (auto [offset, bytes] : parts)
    if (Error error = writer.writeAt(offset, bytes))
      return error;
  return Error::success();
}
