#pragma once

#include <optional>
#include <stdexcept>
#include <utility>

namespace rollcall {

/// One field of a PATCH body: absent means unchanged, null means empty, anything else is the new value.
///
///     if (input.voice.is_present()) agent.voice = input.voice.value();
template <class T>
class Change {
public:
    /// Absent: nothing changes.
    Change() = default;
    /// Present: nullopt empties the field.
    explicit Change(std::optional<T> value) : present_(true), value_(std::move(value)) {}

    bool is_present() const { return present_; }

    /// The new value, nullopt for null. Throws std::logic_error when absent.
    const std::optional<T>& value() const {
        if (!present_) throw std::logic_error("An absent change has no value.");
        return value_;
    }

    bool operator==(const Change&) const = default;

private:
    bool present_ = false;
    std::optional<T> value_;
};

}  // namespace rollcall
