#pragma once

#include <string>
#include <string_view>

namespace rollcall::storage {

/// A bucket of an object store that speaks the S3 API, and the part of it that is Rollcall's.
struct S3Address {
    std::string endpoint;  ///< an origin: "https://s3.example.com"
    std::string region;
    std::string bucket;
    std::string prefix;      ///< what all names begin with: empty, or with '/' at its end
    std::string access_key;  ///< both are empty until they are known
    std::string secret_key;

    /// As people write it. The keys are not in it.
    std::string text() const;
};

/// Whether a text is meant as the address of a bucket.
bool is_s3_address(std::string_view text);

/// Reads s3://bucket[/prefix]?endpoint=https://host[:port][&region=...][&insecure=yes]. Throws std::invalid_argument
/// with one sentence, without the text, which may hold a secret in the wrong place.
///
/// The endpoint is https, unless it is on this machine or a private address, or `insecure=yes` says that the network
/// is trusted: requests are signed, but what is in them can be read on the way.
S3Address parse_s3_address(std::string_view text);

}  // namespace rollcall::storage
