#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/clock.hpp"
#include "core/id.hpp"

namespace rollcall::database {

/// One row of a result, columns counted from 0. Valid only inside the function that it is passed to; text must be
/// copied to outlive it. Reading a NULL column as a plain value is a mistake in the statement and throws
/// std::logic_error.
class Row {
public:
    virtual ~Row() = default;

    virtual int column_count() const = 0;
    virtual bool is_null(int column) const = 0;
    virtual std::int64_t integer(int column) const = 0;
    virtual bool boolean(int column) const = 0;
    virtual std::string_view text_view(int column) const = 0;

    std::string text(int column) const { return std::string(text_view(column)); }
    Time time(int column) const { return from_milliseconds(integer(column)); }
    template <class SomeId>
    SomeId id(int column) const {
        return SomeId(text_view(column));
    }

    std::optional<std::string> optional_text(int column) const {
        if (is_null(column)) return std::nullopt;
        return text(column);
    }
};

}  // namespace rollcall::database
