//===- RandomGraphs.h - graphs nobody would write -------------------------===//

#ifndef NETC_TEST_UNIT_FRONTEND_RANDOMGRAPHS_H
#define NETC_TEST_UNIT_FRONTEND_RANDOMGRAPHS_H

#include <string>

namespace netc {

/// A NetGraph of nested layers with edges of every form; many are no nets, since
/// ports are missing or taken.
std::string makeRandomGraph(unsigned seed);

} // namespace netc

#endif // NETC_TEST_UNIT_FRONTEND_RANDOMGRAPHS_H
