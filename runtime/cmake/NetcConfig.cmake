# NetcConfig.cmake - find_package(Netc): targets netc::headers (the C header) and
# netc::netrt (loading nets and weights at run time), the function netc_add_net,
# and the compiler in NETC_EXECUTABLE.
include(CMakeFindDependencyMacro)
find_dependency(Threads)
include("${CMAKE_CURRENT_LIST_DIR}/NetcTargets.cmake")
find_program(NETC_EXECUTABLE netc
  HINTS "${CMAKE_CURRENT_LIST_DIR}/../bin" "${CMAKE_CURRENT_LIST_DIR}/../../../bin")
include("${CMAKE_CURRENT_LIST_DIR}/NetcAddNet.cmake")
