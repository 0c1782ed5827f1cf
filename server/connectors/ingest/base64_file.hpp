#pragma once

#include <string>
#include <string_view>

#include "core/temporary_file.hpp"

namespace rollcall::connectors {

/// Decodes base64 (RFC 4648, section 4) to the end of a file, as it comes.
class Base64File {
public:
    explicit Base64File(TemporaryFile& file) : file_(file) {}

    /// Takes some more of the text. What follows something that is no base64 is passed over.
    void add(std::string_view text);

    enum class Ended { whole, broken };
    /// Takes what is left at the end of the text.
    Ended end();

private:
    void decode(std::string_view text);

    TemporaryFile& file_;
    std::string rest_;  ///< less than what makes whole bytes
    bool is_padded_ = false;
    bool is_broken_ = false;
};

}  // namespace rollcall::connectors
