#pragma once

#include <string>
#include <string_view>

namespace rollcall {

/// Makes the text of a JSON document Unicode where a sender cut it in the middle of a character: an escaped surrogate
/// without its other half becomes `\ufffd`, and what is not UTF-8 the character U+FFFD. Everything else stays as it
/// is, whether it is JSON or not. The document arrives in chunks, which may end anywhere.
class JsonRepair {
public:
    /// What can be said after this chunk; valid until the next call.
    std::string_view append(std::string_view chunk);

    /// The rest.
    std::string_view finish();

    /// Whether something so far was not UTF-8.
    bool has_invalid_bytes() const { return has_invalid_bytes_; }

private:
    /// Appends the repaired text to `repaired_`, up to what is incomplete. Returns where that begins.
    std::size_t repair(std::string_view text, bool is_last);
    /// Each handles what begins at `at`, and returns where it ends, or `at` itself when more is needed.
    std::size_t repair_escape(std::string_view text, std::size_t at, bool is_last);
    std::size_t repair_bytes(std::string_view text, std::size_t at, bool is_last);

    std::string waiting_;  ///< an incomplete character or escape
    std::string repaired_;
    bool has_invalid_bytes_ = false;
};

/// The same for a whole document.
std::string repair_json(std::string_view text);

}  // namespace rollcall
