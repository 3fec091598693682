# netc-config.cmake - find_package(Netc): targets netc::headers (the C header) and
# netc::netrt (loading nets and weights at run time), the function netc_add_net,
# and the compiler in NETC_EXECUTABLE, which may be set before. The file is named so
# that find_package(netc) finds it as well.
include("${CMAKE_CURRENT_LIST_DIR}/NetcTargets.cmake")
if(NOT NETC_EXECUTABLE)
  get_target_property(NETC_EXECUTABLE netc::netc LOCATION)
endif()
include("${CMAKE_CURRENT_LIST_DIR}/NetcAddNet.cmake")
