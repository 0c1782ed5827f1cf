// rollcall-embed-passwords: reads a list of passwords, one a line, from standard input, and writes their fingerprints,
// sorted, to a file. Run by the build.

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "core/text.hpp"
#include "identity/common_passwords/fingerprint.hpp"

int main(int count, char** arguments) {
    if (count != 2) {
        std::cerr << "usage: rollcall-embed-passwords FILE < LIST\n";
        return 2;
    }
    constexpr std::size_t fewest = 100'000;
    constexpr std::size_t shortest = 4;  // shorter ones are compared with nothing (password_rules.cpp)
    std::vector<std::uint64_t> fingerprints;
    for (std::string line; std::getline(std::cin, line);) {
        if (line.ends_with('\r')) line.pop_back();
        if (line.size() < shortest) continue;
        fingerprints.push_back(rollcall::identity::password_fingerprint(rollcall::fold_case(line)));
    }
    std::ranges::sort(fingerprints);
    const auto repeated = std::ranges::unique(fingerprints);
    fingerprints.erase(repeated.begin(), repeated.end());
    if (fingerprints.size() < fewest) {
        std::cerr << "rollcall-embed-passwords: the list has only " << fingerprints.size() << " passwords\n";
        return 1;
    }
    std::ofstream file(arguments[1], std::ios::binary);
    file.write(reinterpret_cast<const char*>(fingerprints.data()),
               static_cast<std::streamsize>(fingerprints.size() * sizeof(std::uint64_t)));
    return file.flush() ? 0 : 1;
}
