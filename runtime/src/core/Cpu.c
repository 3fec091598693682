/*===- Cpu.c - which features this processor has and the system keeps ---===*/
/* cpuid tells what the processor has, XCR0 which registers the system saves
 * when it switches tasks; a feature counts only when both agree. */
#include "Core.h"

typedef struct feature {
  const char *name;
  uint64_t bit;
  uint8_t leaf;     /* 0: leaf 1, 1: leaf 7, 2: leaf 7.1, 3: 0x80000001 */
  uint8_t reg;      /* 0 … 3: eax ebx ecx edx */
  uint8_t position; /* in that register */
  uint8_t state;    /* NONE, YMM, ZMM or TILE registers must be saved */
} feature;

enum { NONE = 0, YMM = 1, ZMM = 2, TILE = 4 };
enum { LEAF1 = 0, LEAF7 = 1, LEAF7_1 = 2, LEAF_EXTENDED = 3 };
enum { EAX = 0, EBX = 1, ECX = 2, EDX = 3 };

static const feature features[] = {
    {"sse3", NETRT_CPU_SSE3, LEAF1, ECX, 0, NONE},
    {"ssse3", NETRT_CPU_SSSE3, LEAF1, ECX, 9, NONE},
    {"sse4.1", NETRT_CPU_SSE41, LEAF1, ECX, 19, NONE},
    {"sse4.2", NETRT_CPU_SSE42, LEAF1, ECX, 20, NONE},
    {"popcnt", NETRT_CPU_POPCNT, LEAF1, ECX, 23, NONE},
    {"cx16", NETRT_CPU_CX16, LEAF1, ECX, 13, NONE},
    {"lahf", NETRT_CPU_LAHF, LEAF_EXTENDED, ECX, 0, NONE},
    {"avx", NETRT_CPU_AVX, LEAF1, ECX, 28, YMM},
    {"avx2", NETRT_CPU_AVX2, LEAF7, EBX, 5, YMM},
    {"bmi1", NETRT_CPU_BMI1, LEAF7, EBX, 3, NONE},
    {"bmi2", NETRT_CPU_BMI2, LEAF7, EBX, 8, NONE},
    {"f16c", NETRT_CPU_F16C, LEAF1, ECX, 29, YMM},
    {"fma", NETRT_CPU_FMA, LEAF1, ECX, 12, YMM},
    {"lzcnt", NETRT_CPU_LZCNT, LEAF_EXTENDED, ECX, 5, NONE},
    {"movbe", NETRT_CPU_MOVBE, LEAF1, ECX, 22, NONE},
    {"avx512f", NETRT_CPU_AVX512F, LEAF7, EBX, 16, ZMM},
    {"avx512bw", NETRT_CPU_AVX512BW, LEAF7, EBX, 30, ZMM},
    {"avx512cd", NETRT_CPU_AVX512CD, LEAF7, EBX, 28, ZMM},
    {"avx512dq", NETRT_CPU_AVX512DQ, LEAF7, EBX, 17, ZMM},
    {"avx512vl", NETRT_CPU_AVX512VL, LEAF7, EBX, 31, ZMM},
    {"avx512vnni", NETRT_CPU_AVX512VNNI, LEAF7, ECX, 11, ZMM},
    {"avx512bf16", NETRT_CPU_AVX512BF16, LEAF7_1, EAX, 5, ZMM},
    {"avx512fp16", NETRT_CPU_AVX512FP16, LEAF7, EDX, 23, ZMM},
    {"amx-tile", NETRT_CPU_AMX_TILE, LEAF7, EDX, 24, TILE},
    {"amx-bf16", NETRT_CPU_AMX_BF16, LEAF7, EDX, 22, TILE},
    {"amx-int8", NETRT_CPU_AMX_INT8, LEAF7, EDX, 25, TILE}};
enum { FEATURE_COUNT = sizeof(features) / sizeof(features[0]) };

#if defined(__x86_64__)
#include <cpuid.h>

/* Which register files the system saves, as a set of YMM, ZMM, TILE. */
static unsigned saved_state(unsigned leaf1_ecx) {
  if ((leaf1_ecx >> 27 & 1) == 0) /* OSXSAVE: without it xgetbv traps */
    return NONE;
  unsigned low, high;
  __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  unsigned state = NONE;
  if ((low & 0x6) == 0x6)
    state |= YMM;
  if ((low & 0xe6) == 0xe6)
    state |= ZMM;
  if ((low & 0x60000) == 0x60000)
    state |= TILE;
  return state;
}

uint64_t netrt_cpu_features(void) {
  unsigned words[4][4] = {{0}};
  __get_cpuid_count(1, 0, &words[0][0], &words[0][1], &words[0][2],
                    &words[0][3]);
  /* Leaf 7.0 tells in eax how many subleaves there are. */
  if (__get_cpuid_count(7, 0, &words[1][0], &words[1][1], &words[1][2],
                        &words[1][3]) &&
      words[1][0] >= 1)
    __get_cpuid_count(7, 1, &words[2][0], &words[2][1], &words[2][2],
                      &words[2][3]);
  __get_cpuid_count(0x80000001u, 0, &words[3][0], &words[3][1], &words[3][2],
                    &words[3][3]);
  unsigned state = saved_state(words[LEAF1][ECX]);
  uint64_t found = 0;
  for (int i = 0; i < FEATURE_COUNT; ++i) {
    const feature *f = &features[i];
    if ((words[f->leaf][f->reg] >> f->position & 1) != 0 &&
        (f->state & ~state) == 0)
      found |= f->bit;
  }
  return found;
}
#else
/* Other processors have no variants yet: their baseline needs no feature. */
uint64_t netrt_cpu_features(void) { return 0; }
#endif

void netrt_text_features(netrt_text *text, uint64_t wanted) {
  const char *separator = "";
  for (int i = 0; i < FEATURE_COUNT; ++i) {
    if ((wanted & features[i].bit) == 0)
      continue;
    wanted &= ~features[i].bit;
    netrt_text_put(text, separator);
    netrt_text_put(text, features[i].name);
    separator = ", ";
  }
  if (wanted != 0) {
    netrt_text_put(text, separator);
    netrt_text_put(text, "features unknown to this version");
  }
}
