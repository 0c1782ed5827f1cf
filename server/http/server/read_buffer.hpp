#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>

#include "http/server/limits.hpp"

namespace rollcall::http {

/// The bytes of a connection that were read and are not parsed yet. Small, since there may be thousands; it grows when
/// a header or a body needs it.
class ReadBuffer {
public:
    explicit ReadBuffer(std::size_t max_bytes) : max_bytes_(std::max(max_bytes, min_read_buffer_bytes)) {}

    std::string_view bytes() const { return {storage_.get() + begin_, end_ - begin_}; }
    bool is_empty() const { return begin_ == end_; }
    bool is_full() const { return end_ - begin_ == max_bytes_; }

    std::size_t capacity() const { return capacity_; }

    /// Space for more, at least one byte; `wanted` bytes when the buffer is empty. Must not be called when full.
    std::span<char> make_room(std::size_t wanted = min_read_buffer_bytes) {
        if (is_empty()) {
            const auto capacity = std::min(wanted, max_bytes_);
            if (capacity_ != capacity) reallocate(capacity);
        } else if (end_ == capacity_) {
            const bool has_gap = begin_ >= capacity_ / 2;
            reallocate(has_gap ? capacity_ : std::min(std::max(capacity_ * 2, wanted), max_bytes_));
        }
        return {storage_.get() + end_, capacity_ - end_};
    }

    /// Frees the memory that a large request needed.
    void shrink() {
        if (!is_empty() || capacity_ <= min_read_buffer_bytes) return;
        storage_.reset();
        capacity_ = 0;
    }

    /// Adds the first `bytes` of the space that `make_room` returned.
    void add(std::size_t bytes) { end_ += bytes; }

    void remove(std::size_t bytes) {
        begin_ += bytes;
        if (is_empty()) begin_ = end_ = 0;
    }

private:
    void reallocate(std::size_t capacity) {
        std::unique_ptr<char[]> storage(new char[capacity]);
        const auto used = bytes();
        if (!used.empty()) std::memcpy(storage.get(), used.data(), used.size());
        storage_ = std::move(storage);
        capacity_ = capacity;
        begin_ = 0;
        end_ = used.size();
    }

    std::unique_ptr<char[]> storage_;
    std::size_t max_bytes_;
    std::size_t capacity_ = 0;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
};

}  // namespace rollcall::http
