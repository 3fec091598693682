/*===- Real.h - functions that give the same bits on every machine ------===*/
/* Random choices must not depend on the C library, so log and exp are our own.
 * Both stay within 2 ulp, which the unit tests hold them to. */
#ifndef NETRT_CORE_REAL_H
#define NETRT_CORE_REAL_H

#include <stdint.h>

double netrt_log(double x); /* x > 0; -inf at 0 */
double netrt_exp(double x); /* x <= 709 */

/* 128 random bits for a counter and a key: Philox4x32 with 10 rounds. */
typedef struct netrt_random {
  uint32_t words[4];
} netrt_random;
netrt_random netrt_philox(const uint32_t counter[4], const uint32_t key[2]);

/* Uniform in [0, 1) with 53 bits, for one example of a stream. */
double netrt_uniform(uint64_t seed, uint64_t stream, uint64_t example);

#endif /* NETRT_CORE_REAL_H */
