#include "database/postgres/bound_values.hpp"

#include <charconv>
#include <cstdint>
#include <string_view>

namespace rollcall::database::postgres {

namespace {

enum Format : int { text = 0, bytes = 1 };

}  // namespace

BoundValues::BoundValues(std::span<const Parameter> parameters) : digits_(parameters.size()) {
    values_.reserve(parameters.size());
    lengths_.reserve(parameters.size());
    formats_.reserve(parameters.size());
    for (std::size_t index = 0; index < parameters.size(); ++index) add(parameters[index].value(), digits_[index]);
}

void BoundValues::add(const Parameter::Value& value, Digits& digits) {
    const char* data = nullptr;
    int length = 0;
    Format format = Format::text;
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        *std::to_chars(digits.begin(), digits.end() - 1, *number).ptr = '\0';
        data = digits.data();
    } else if (const auto* borrowed = std::get_if<std::string_view>(&value)) {
        data = borrowed->data() ? borrowed->data() : "";  // a null pointer would be NULL
        length = static_cast<int>(borrowed->size());
        format = Format::bytes;
    }
    values_.push_back(data);
    lengths_.push_back(length);
    formats_.push_back(format);
}

}  // namespace rollcall::database::postgres
