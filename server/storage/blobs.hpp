#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/temporary_file.hpp"

namespace rollcall::storage {

/// How long an object store may take to accept that many bytes, also at a slow line.
constexpr std::chrono::seconds longest_upload(std::uint64_t bytes) {
    constexpr std::uint64_t slowest_bytes_per_second = 64UL * 1024;
    return std::chrono::seconds(30 + bytes / slowest_bytes_per_second);
}

/// The bytes under a name, read in parts. A file is read to its end even if the blob is removed meanwhile; an object of
/// an object store is not: reading it throws Error::unavailable then. For one thread at a time.
class Blob {
public:
    virtual ~Blob() = default;

    virtual std::uint64_t size() const = 0;
    /// The bytes from `offset` on, `count` of them; fewer only at the end. Throws Error::unavailable when they cannot
    /// be read.
    virtual std::string read(std::uint64_t offset, std::size_t count) = 0;
};

/// Keeps bytes outside the database. A name is made by the server, never by a person: small letters, digits and '-', in
/// parts that '/' separates ("pictures/0197..."). Safe to use from many threads at once.
///
/// All of it throws Error::unavailable when the storage cannot be used (disk full, read-only), and std::logic_error
/// for a name of another form.
class Blobs {
public:
    virtual ~Blobs() = default;

    /// Keeps the bytes under a new name: all of them, durable, once this returns. Where it throws, there is nothing
    /// under that name, or all of them, which may not be durable: `remove` deletes them.
    virtual void put(std::string_view name, std::string_view bytes) = 0;
    /// The same with the bytes of a file of any size.
    virtual void put_file(std::string_view name, const TemporaryFile& file) = 0;
    /// Nothing where there is no such blob.
    virtual std::optional<std::string> get(std::string_view name) = 0;
    /// The same, without reading all of it at once. Null where there is no such blob.
    virtual std::unique_ptr<Blob> open(std::string_view name) = 0;
    /// Deletes a blob, and what an unfinished `put` of that name has left. Does nothing where there is nothing.
    virtual void remove(std::string_view name) = 0;
};

}  // namespace rollcall::storage
