#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <variant>

#include "core/temporary_file.hpp"

namespace rollcall::connectors {

/// The bytes of a webhook as they arrived, in memory or, where they are many, in a file. Borrows both.
class WebhookBody {
public:
    explicit WebhookBody(std::string_view bytes) : bytes_(bytes) {}
    explicit WebhookBody(const TemporaryFile& file) : bytes_(&file) {}

    std::uint64_t size() const;

    /// Calls `use` with all of them, chunk by chunk, in their order.
    void read(const std::function<void(std::string_view)>& use) const;

    /// All of them at once.
    std::string text() const;

    /// Two webhooks with the same hash are the same (BLAKE2b-256, in hex).
    std::string hash() const;

private:
    std::variant<std::string_view, const TemporaryFile*> bytes_;
};

}  // namespace rollcall::connectors
