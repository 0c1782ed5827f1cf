#pragma once

#include <array>
#include <span>
#include <vector>

#include "database/parameter.hpp"

namespace rollcall::database::postgres {

/// Values in the form that libpq needs. Texts are borrowed, and sent as bytes with their length, so that the server
/// refuses a text with a zero byte instead of truncating it. The server decides the types when it prepares the
/// statement.
class BoundValues {
public:
    explicit BoundValues(std::span<const Parameter> parameters);
    BoundValues(const BoundValues&) = delete;
    BoundValues& operator=(const BoundValues&) = delete;

    int count() const { return static_cast<int>(values_.size()); }
    const char* const* values() const { return values_.data(); }
    const int* lengths() const { return lengths_.data(); }
    const int* formats() const { return formats_.data(); }

private:
    using Digits = std::array<char, 24>;

    void add(const Parameter::Value& value, Digits& digits);

    std::vector<Digits> digits_;
    std::vector<const char*> values_;
    std::vector<int> lengths_;
    std::vector<int> formats_;
};

}  // namespace rollcall::database::postgres
