#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <variant>

#include "core/temporary_file.hpp"

namespace rollcall::connectors {

/// The bytes of a delivery exactly as they came, in memory or, where they are many, in a file. Borrows both.
class Payload {
public:
    explicit Payload(std::string_view bytes) : bytes_(bytes) {}
    explicit Payload(const TemporaryFile& file) : bytes_(&file) {}

    std::uint64_t size() const;

    /// Gives all of them to `take`, piece by piece, in their order.
    void read(const std::function<void(std::string_view)>& take) const;

    /// All of them at once.
    std::string text() const;

    /// By which a delivery that comes again is known (BLAKE2b-256, in hex).
    std::string hash() const;

private:
    std::variant<std::string_view, const TemporaryFile*> bytes_;
};

}  // namespace rollcall::connectors
