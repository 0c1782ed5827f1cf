#pragma once

#include <string_view>

namespace rollcall::http {

/// A content coding (RFC 9110, section 8.4.1).
enum class Coding { identity, gzip, brotli };

/// The codings in which a file exists, besides identity.
struct AvailableCodings {
    bool gzip = false;
    bool brotli = false;
};

/// The coding to send to a client with this Accept-Encoding (RFC 9110, section 12.5.3): the one with the highest
/// weight, and of equal ones the smallest. Identity comes last unless it is named. A client that accepts none gets
/// identity, as the RFC allows; an invalid part is ignored.
Coding choose_coding(std::string_view accept_encoding, AvailableCodings available);

}  // namespace rollcall::http
