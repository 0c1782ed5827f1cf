#pragma once

#include <memory>
#include <string>
#include <vector>

#include "storage/blobs.hpp"
#include "storage/s3/s3_client.hpp"

namespace rollcall::storage {

/// Why a bucket cannot be used, in a sentence; empty where it can.
struct S3Problem {
    std::string sentence;
    bool is_lasting = false;  ///< until somebody changes something
};

/// Keeps each blob as an object of a bucket, under the prefix of its address. Nothing is made public: every request is
/// signed, and objects get no rights of their own.
class S3Blobs final : public Blobs {
public:
    explicit S3Blobs(const S3Address& address) : client_(address) {}

    void put(std::string_view name, std::string_view bytes) override;
    /// At most 5 GB, the most that one request can have; Error::unavailable otherwise.
    void put_file(std::string_view name, const TemporaryFile& file) override;
    std::optional<std::string> get(std::string_view name) override;
    std::unique_ptr<Blob> open(std::string_view name) override;
    void remove(std::string_view name) override;

    /// Lists the bucket, and puts and deletes a small object.
    S3Problem find_problem();
    /// Whether the bucket keeps what is deleted. False also for a store that does not say.
    bool keeps_versions();
    /// The first names below the prefix that come after that one, at most `most` of up to 1,000; also such as Rollcall
    /// does not make. A store may list for a while what was deleted already.
    std::vector<std::string> list(std::size_t most, std::string_view after = {});

private:
    S3Response send(std::string_view verb, const S3Request& request);
    [[noreturn]] void fail(std::string_view verb, std::string_view name, const S3Response& response) const;
    void put_upload(std::string_view name, const S3Upload& upload);
    void require_missing(std::string_view name);

    friend class S3Blob;
    S3Client client_;
};

/// Throws LastingError or std::runtime_error with one plain line where the bucket cannot be used, and warns in the log
/// of one that keeps versions.
std::unique_ptr<S3Blobs> open_s3_blobs(const S3Address& address);

}  // namespace rollcall::storage
