# Netc.cmake - how every library and program of the tree is built.

set(NETC_WARNINGS -Wall -Wextra -Wno-unused-parameter)
if(NETC_WERROR)
  list(APPEND NETC_WARNINGS -Werror)
endif()

# LLVM and MLIR headers are not ours: no warnings from them.
add_library(netc_options INTERFACE)
target_include_directories(netc_options INTERFACE
  "${CMAKE_SOURCE_DIR}" "${CMAKE_BINARY_DIR}")
target_include_directories(netc_options SYSTEM INTERFACE
  ${MLIR_INCLUDE_DIRS} ${LLVM_INCLUDE_DIRS})
separate_arguments(NETC_LLVM_DEFINITIONS NATIVE_COMMAND "${LLVM_DEFINITIONS}")
target_compile_definitions(netc_options INTERFACE ${NETC_LLVM_DEFINITIONS})
target_compile_options(netc_options INTERFACE ${NETC_WARNINGS})

# What mlir_tablegen needs to find the tree's and MLIR's .td files.
set(NETC_TABLEGEN_INCLUDES -I ${CMAKE_SOURCE_DIR})
foreach(directory ${MLIR_INCLUDE_DIRS})
  list(APPEND NETC_TABLEGEN_INCLUDES -I ${directory})
endforeach()

if(NETC_SANITIZE)
  string(REPLACE ";" "," NETC_SANITIZE_LIST "${NETC_SANITIZE}")
  add_compile_options(-fsanitize=${NETC_SANITIZE_LIST} -fno-omit-frame-pointer
                      -fno-sanitize-recover=all)
  # vptr checks need typeinfo that libMLIR.so and libLLVM.so do not export.
  add_compile_options(-fno-sanitize=vptr,function)
  add_link_options(-fsanitize=${NETC_SANITIZE_LIST})
  add_library(netc_sanitizer_options OBJECT
    "${CMAKE_SOURCE_DIR}/tools/cmake/SanitizerOptions.c")
endif()

# What every program of the tree has in common.
function(netc_executable name)
  target_link_libraries(${name} PRIVATE netc_options)
  if(NETC_SANITIZE)
    target_sources(${name} PRIVATE $<TARGET_OBJECTS:netc_sanitizer_options>)
  endif()
endfunction()

# Programs whose property NETC_STATIC is on, and in the release preset all, take LLVM,
# MLIR, lld and what they need from static archives, so that one file is netc. The same
# libraries of ours serve both kinds: the program that links decides.
define_property(TARGET PROPERTY NETC_STATIC INITIALIZE_FROM_VARIABLE NETC_STATIC
  BRIEF_DOCS "Link LLVM and MLIR statically")

# netc_either(<name> SHARED libs... STATIC libs...): the one or the other.
function(netc_either name)
  cmake_parse_arguments(ARG "" "" "SHARED;STATIC" ${ARGN})
  add_library(${name} INTERFACE)
  target_link_libraries(${name} INTERFACE
    "$<IF:$<BOOL:$<TARGET_PROPERTY:NETC_STATIC>>,${ARG_STATIC},${ARG_SHARED}>")
endfunction()

# All archives are offered, and the linker takes what is used. The distribution's
# imported targets cannot be used for that: they ask for libLLVM.so themselves.
file(GLOB archives "${LLVM_LIBRARY_DIR}/libMLIR*.a" "${LLVM_LIBRARY_DIR}/libLLVM*.a"
     "${LLVM_LIBRARY_DIR}/libPolly*.a")
list(FILTER archives EXCLUDE REGEX "Test|CAPI|ExecutionEngine|Jit|JIT|Orc|mlir_")
foreach(name z zstd protobuf minizip edit tinfo bsd md)
  find_library(NETC_${name} NAMES lib${name}.a REQUIRED)
endforeach()
find_package(LibEdit REQUIRED)
netc_either(netc_libedit SHARED LibEdit::LibEdit
  STATIC "${NETC_edit}" "${NETC_tinfo}" "${NETC_bsd}" "${NETC_md}")
netc_either(netc_zlib SHARED ZLIB::ZLIB STATIC "${NETC_z}")
netc_either(netc_libprotobuf SHARED protobuf::libprotobuf
  STATIC "${NETC_protobuf}" "${NETC_z}" Threads::Threads)
netc_either(netc_llvm SHARED MLIR LLVM
  STATIC ${archives} "${NETC_zstd}" "${NETC_z}" Threads::Threads ${CMAKE_DL_LIBS})
netc_either(netc_lld SHARED lldELF lldCommon
  STATIC "${LLVM_LIBRARY_DIR}/liblldELF.a" "${LLVM_LIBRARY_DIR}/liblldCommon.a")
# What nobody calls is most of the archives.
target_link_options(netc_llvm INTERFACE "$<$<BOOL:$<TARGET_PROPERTY:NETC_STATIC>>:\
-static-libstdc++;-static-libgcc;-Wl,--gc-sections;-Wl,--icf=all;-Wl,--as-needed;-Wl,--strip-all>")

# netc_embed_file(<input> <output>): the bytes of a file, to be included between the
# braces of a C array.
function(netc_embed_file input output)
  set(script "${CMAKE_SOURCE_DIR}/tools/cmake/EmbedFile.cmake")
  add_custom_command(OUTPUT "${output}"
    COMMAND "${CMAKE_COMMAND}" "-DINPUT=${input}" "-DOUTPUT=${output}" -P "${script}"
    DEPENDS "${input}" "${script}" VERBATIM)
endfunction()

# netc_library(<name> SOURCES ... [DEPENDS tblgen-targets...] [LINK libs...])
# Makes a static library. Headers of generated code come through DEPENDS of the
# library itself or of one it links.
function(netc_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS;LINK" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_link_libraries(${name} PUBLIC netc_options ${ARG_LINK} netc_llvm)
  if(ARG_DEPENDS)
    add_dependencies(${name} ${ARG_DEPENDS})
  endif()
endfunction()

# netc_tool(<name> SOURCES ... LINK libs...): a program in build/bin.
function(netc_tool name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  netc_executable(${name})
  target_link_libraries(${name} PRIVATE ${ARG_LINK} netc_llvm)
  set_target_properties(${name} PROPERTIES
    RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
endfunction()

# netc_unit_test(<name> SOURCES ... LINK libs...): a GoogleTest program
# build/unit/<name>Test; lit runs every program found there, a test per case.
function(netc_unit_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  netc_executable(${name})
  target_link_libraries(${name} PRIVATE ${ARG_LINK}
    GTest::gtest GTest::gtest_main)
  string(REGEX REPLACE "Tests?$" "" stem ${name})
  set_target_properties(${name} PROPERTIES OUTPUT_NAME "${stem}Test"
    RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/unit")
endfunction()

