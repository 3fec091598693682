//===- Crash.h - what is said when netc itself is wrong --------*- C++ -*-===//

#ifndef NETC_TOOLS_NETC_CRASH_H
#define NETC_TOOLS_NETC_CRASH_H

namespace netc {

/// From now on a crash, a failed assertion and a fatal error of LLVM end with
/// status 2 and say that they are a bug; temporary files are removed, also when
/// a signal ends the program. Running out of memory is no bug: status 1.
void reportCrashes();

/// "this is a bug in netc", with what is known of it.
void reportBug(const char *reason);

} // namespace netc

#endif // NETC_TOOLS_NETC_CRASH_H
