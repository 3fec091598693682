// RUN: net-opt %s --split-input-file --verify-diagnostics

// expected-error@+1 {{size -1 is negative}}
net.array @a : !net.array<[-1], real> {role = "Weights"}

// -----

// expected-error@+1 {{expected real, int or ?, got complex}}
net.array @a : !net.array<[1], complex> {role = "Weights"}
