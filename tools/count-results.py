"""Closes a test run: reads lit's JSON results and prints `N passed, N failed`.

Exit status 0 only if at least one test ran, none failed, and lit itself agreed.
"""

import json
import sys


def main(results_path, lit_status):
    try:
        with open(results_path, encoding="utf-8") as file:
            tests = json.load(file)["tests"]
    except (OSError, ValueError, KeyError) as error:
        print(f"check: no readable results ({error})")
        print("0 passed, 1 failed")
        return 1
    passed = sum(test["code"] in ("PASS", "FLAKYPASS") for test in tests)
    failed_names = [
        test["name"]
        for test in tests
        if test["code"] in ("FAIL", "XPASS", "UNRESOLVED", "TIMEOUT")
    ]
    for name in failed_names:
        print(f"failed: {name}")
    print(f"{passed} passed, {len(failed_names)} failed")
    return 0 if passed and not failed_names and lit_status == 0 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
