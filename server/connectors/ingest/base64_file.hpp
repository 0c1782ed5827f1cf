#pragma once

#include <string>
#include <string_view>

#include "core/temporary_file.hpp"

namespace rollcall::connectors {

/// Decodes base64 (RFC 4648, sections 4 and 5) into a file, chunk by chunk. White space, as between lines, is skipped,
/// and the padding may be missing.
class Base64File {
public:
    explicit Base64File(TemporaryFile& file) : file_(file) {}

    /// Decodes more of the text. What follows something that is not base64 is ignored.
    void append(std::string_view text);

    /// Decodes the rest. Whether all of the text is base64.
    bool finish();

private:
    void decode(std::string_view text);

    TemporaryFile& file_;
    std::string rest_;  ///< of an incomplete quantum
    bool is_padded_ = false;
    bool is_broken_ = false;
};

}  // namespace rollcall::connectors
