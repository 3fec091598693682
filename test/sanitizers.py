# sanitizers.py - what sanitized programs need to know in the tests.

# libMLIR.so, libLLVM.so and liblldELF.a are not instrumented. Containers and
# bump allocators that cross the border would be reported although both sides
# use them correctly: one side poisons what the other hands out. LLVM keeps
# much for the life of a process, so leaks are not looked for.
environment = {
    "ASAN_OPTIONS": "detect_container_overflow=0:allow_user_poisoning=0:detect_leaks=0",
    "UBSAN_OPTIONS": "print_stacktrace=1",
}
