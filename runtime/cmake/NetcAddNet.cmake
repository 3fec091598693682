# netc_add_net(<target> <spec> [STATIC] [PREFIX <name>] [WEIGHTS <file>]
#              [DEPENDS <files>...] [OPTIONS <netc compile options>...])
#
# Compiles a net during the build and makes a library target of it: link it and
# include "<target>.h". Shared by default. The net's function is <PREFIX>_net; without
# PREFIX the target names it, with _ for what C allows in no name. The net is compiled
# again when spec, weights, netc or one of DEPENDS change.
#
#   netc_add_net(lenet lenet.net WEIGHTS lenet.safetensors OPTIONS --batch 1,64,?)
#   target_link_libraries(product PRIVATE lenet)
function(netc_add_net target spec)
  cmake_parse_arguments(PARSE_ARGV 2 ARG "STATIC" "PREFIX;WEIGHTS" "DEPENDS;OPTIONS")
  netc_check_net_arguments("${target}")
  get_filename_component(spec "${spec}" ABSOLUTE)
  set(dir "${CMAKE_CURRENT_BINARY_DIR}/${target}.netc")
  set(header "${dir}/include/${target}.h")
  if(NOT ARG_PREFIX)
    string(MAKE_C_IDENTIFIER "${target}" ARG_PREFIX)
  endif()
  set(options --prefix "${ARG_PREFIX}" ${ARG_OPTIONS})
  if(ARG_WEIGHTS)
    get_filename_component(ARG_WEIGHTS "${ARG_WEIGHTS}" ABSOLUTE)
    list(APPEND options --weights "${ARG_WEIGHTS}")
  endif()
  if(ARG_STATIC)
    set(kind STATIC)
    set(stem "${dir}/${CMAKE_STATIC_LIBRARY_PREFIX}${target}")
    set(library "${stem}.a")
  else()
    set(kind SHARED)
    set(stem "${dir}/${CMAKE_SHARED_LIBRARY_PREFIX}${target}")
    set(library "${stem}.so")
  endif()

  # netc writes the header beside the library; a folder of its own lets products
  # include it by the target's name and nothing else.
  file(MAKE_DIRECTORY "${dir}/include")
  add_custom_command(OUTPUT "${library}" "${header}"
    COMMAND "${NETC_EXECUTABLE}" compile "${spec}" -o "${library}" --quiet ${options}
    COMMAND "${CMAKE_COMMAND}" -E copy "${stem}.h" "${header}"
    DEPENDS "${spec}" "${NETC_EXECUTABLE}" ${ARG_WEIGHTS} ${ARG_DEPENDS}
    COMMENT "Compiling net ${target}" VERBATIM)
  add_custom_target(${target}-net DEPENDS "${library}" "${header}")

  # Seen in the whole project, which the package's own targets need not be.
  get_target_property(runtime_headers netc::headers INTERFACE_INCLUDE_DIRECTORIES)
  add_library(${target} ${kind} IMPORTED GLOBAL)
  add_dependencies(${target} ${target}-net)
  set_target_properties(${target} PROPERTIES IMPORTED_LOCATION "${library}")
  target_include_directories(${target} INTERFACE "${dir}/include" ${runtime_headers})
  if(ARG_STATIC)
    target_link_libraries(${target} INTERFACE m -pthread)
  endif()
endfunction()

# Stops at what netc_add_net does not understand, in the caller's ARG_ variables.
function(netc_check_net_arguments target)
  if(NOT NETC_EXECUTABLE)
    message(FATAL_ERROR "netc_add_net: there is no program netc here; call "
      "find_package(Netc) in this folder or one above it, or set NETC_EXECUTABLE")
  endif()
  set(unknown ${ARG_UNPARSED_ARGUMENTS} ${ARG_KEYWORDS_MISSING_VALUES})
  if(unknown)
    message(FATAL_ERROR "netc_add_net(${target}): not understood: ${unknown}; the "
      "keywords are STATIC, PREFIX, WEIGHTS, DEPENDS and OPTIONS, the last four with "
      "values")
  endif()
  foreach(option IN LISTS ARG_OPTIONS)
    if(option MATCHES "^(-o|--output|--emit|--prefix|--weights)(=|$)")
      message(FATAL_ERROR "netc_add_net(${target}): leave ${option} out of OPTIONS; "
        "STATIC, PREFIX and WEIGHTS say it, and the place of the library is fixed")
    endif()
  endforeach()
endfunction()
