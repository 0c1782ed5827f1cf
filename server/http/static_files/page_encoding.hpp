#pragma once

#include <string_view>

namespace rollcall::http {

/// A content coding (RFC 9110, section 8.4.1).
enum class Coding { identity, gzip, brotli };

/// Which codings of a file there are, besides identity.
struct Available {
    bool gzip = false;
    bool brotli = false;
};

/// What to send to a client with this Accept-Encoding (RFC 9110, section 12.5.3): what it likes best, and of what it
/// likes alike the smallest. Identity comes last unless it is named. A client that takes nothing that there is gets
/// identity, as the RFC allows; a part that cannot be read does not count.
Coding choose_coding(std::string_view accept_encoding, Available available);

}  // namespace rollcall::http
