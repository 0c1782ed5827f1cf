#pragma once

#include <string>
#include <string_view>

#include "core/temporary_file.hpp"

namespace rollcall::connectors {

/// Decodes base64 (RFC 4648, section 4) into a file, chunk by chunk.
class Base64File {
public:
    explicit Base64File(TemporaryFile& file) : file_(file) {}

    /// Decodes more of the text. What follows something that is not base64 is ignored.
    void append(std::string_view text);

    /// Whether the text so far is base64, to its end.
    bool is_complete() const { return !is_broken_ && rest_.empty(); }

private:
    void decode(std::string_view text);

    TemporaryFile& file_;
    std::string rest_;  ///< of an incomplete quantum
    bool is_padded_ = false;
    bool is_broken_ = false;
};

}  // namespace rollcall::connectors
