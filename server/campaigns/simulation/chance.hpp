#pragma once

#include <chrono>
#include <cstdint>
#include <random>
#include <vector>

namespace rollcall::campaigns::simulation {

/// What happens by chance: always the same for one seed.
class Chance {
public:
    explicit Chance(std::uint64_t seed) : random_(seed) {}

    std::int64_t between(std::int64_t lowest, std::int64_t highest) {
        return lowest + static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(highest - lowest + 1));
    }
    bool happens(double probability) {
        return static_cast<double>(random_() >> 11) * 0x1p-53 < probability;  // the 53 digits of a double
    }
    template <class Value>
    const Value& one_of(const std::vector<Value>& values) {
        return values[static_cast<std::size_t>(between(0, static_cast<std::int64_t>(values.size()) - 1))];
    }
    std::chrono::milliseconds duration(std::chrono::milliseconds shortest, std::chrono::milliseconds longest) {
        return std::chrono::milliseconds(between(shortest.count(), longest.count()));
    }

private:
    std::mt19937_64 random_;
};

}  // namespace rollcall::campaigns::simulation
