//===- ElfSymbols.cpp - what a shared library file holds ------------------===//

#include "ElfSymbols.h"

#include <cstring>
#include <elf.h>

namespace netrt {

namespace {

/// Bounds-checked reading of the file.
class ElfFile {
public:
  explicit ElfFile(std::span<const char> file) : file(file) {}

  bool contains(uint64_t offset, uint64_t size) const {
    return offset <= file.size() && size <= file.size() - offset;
  }
  template <typename T> bool read(uint64_t offset, T &value) const {
    if (!contains(offset, sizeof(T)))
      return false;
    std::memcpy(&value, file.data() + offset, sizeof(T));
    return true;
  }
  /// A text of a string table; empty when it does not end inside the file.
  std::string text(uint64_t offset) const {
    if (offset >= file.size())
      return "";
    const char *begin = file.data() + offset;
    size_t length = strnlen(begin, file.size() - offset);
    return length == file.size() - offset ? "" : std::string(begin, length);
  }

  bool checkHeader();
  bool checkSegments() const;
  bool functions(std::vector<std::string> &names) const;

private:
  std::span<const char> file;
  Elf64_Ehdr header = {};
};

} // namespace

bool ElfFile::checkHeader() {
  return read(0, header) && std::memcmp(header.e_ident, ELFMAG, SELFMAG) == 0 &&
         header.e_ident[EI_CLASS] == ELFCLASS64 &&
         header.e_ident[EI_DATA] == ELFDATA2LSB && header.e_type == ET_DYN &&
         header.e_phentsize == sizeof(Elf64_Phdr) &&
         header.e_shentsize == sizeof(Elf64_Shdr);
}

/// Pages past the end of a cut file would be fatal when touched.
bool ElfFile::checkSegments() const {
  for (unsigned i = 0; i < header.e_phnum; ++i) {
    Elf64_Phdr segment;
    if (!read(header.e_phoff + i * sizeof(segment), segment) ||
        !contains(segment.p_offset, segment.p_filesz))
      return false;
  }
  return header.e_phnum > 0;
}

bool ElfFile::functions(std::vector<std::string> &names) const {
  for (unsigned i = 0; i < header.e_shnum; ++i) {
    Elf64_Shdr section, strings;
    if (!read(header.e_shoff + i * sizeof(section), section))
      return false;
    if (section.sh_type != SHT_DYNSYM)
      continue;
    if (!contains(section.sh_offset, section.sh_size) ||
        !read(header.e_shoff + uint64_t(section.sh_link) * sizeof(strings),
              strings))
      return false;
    for (uint64_t at = 0; at + sizeof(Elf64_Sym) <= section.sh_size;
         at += sizeof(Elf64_Sym)) {
      Elf64_Sym symbol;
      if (read(section.sh_offset + at, symbol) &&
          ELF64_ST_TYPE(symbol.st_info) == STT_FUNC &&
          symbol.st_shndx != SHN_UNDEF)
        names.push_back(text(strings.sh_offset + symbol.st_name));
    }
  }
  return true;
}

bool readExportedFunctions(std::span<const char> file,
                           std::vector<std::string> &names,
                           std::string &error) {
  ElfFile elf(file);
  if (!elf.checkHeader())
    error = "not a shared library";
  else if (!elf.checkSegments() || !elf.functions(names))
    error = "the library is truncated or damaged";
  return error.empty();
}

} // namespace netrt
