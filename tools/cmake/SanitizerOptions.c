/* SanitizerOptions.c - what sanitized programs of the tree know of their libraries. */

const char *__asan_default_options(void);
const char *__ubsan_default_options(void);

/* libMLIR.so, libLLVM.so and lld are not instrumented. Containers and bump allocators
   that cross the border would be reported although both sides use them correctly: one
   side poisons what the other hands out. LLVM keeps much for the life of a process, so
   leaks are not looked for. */
const char *__asan_default_options(void) {
  return "detect_container_overflow=0:allow_user_poisoning=0:detect_leaks=0";
}

const char *__ubsan_default_options(void) { return "print_stacktrace=1"; }
