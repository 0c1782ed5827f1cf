#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>

namespace rollcall::http {

/// What has arrived on a connection and is not used yet. Small, since there may be thousands; grows where a header
/// or a body needs it.
class Inbox {
public:
    static constexpr std::size_t smallest = 1024;

    /// `largest` is what it may hold at once.
    explicit Inbox(std::size_t largest) : largest_(std::max(largest, smallest)) {}

    std::string_view bytes() const { return {storage_.get() + begin_, end_ - begin_}; }
    bool is_empty() const { return begin_ == end_; }
    bool is_full() const { return end_ - begin_ == largest_; }

    /// Room for more, at least one byte; `wanted` bytes where nothing is held. Not to be called when full.
    std::span<char> room(std::size_t wanted = smallest) {
        if (is_empty()) {
            if (capacity_ < wanted) reallocate(std::min(wanted, largest_));
        } else if (end_ == capacity_) {
            const bool has_gap = begin_ >= capacity_ / 2;
            reallocate(has_gap ? capacity_ : std::min(std::max(capacity_ * 2, wanted), largest_));
        }
        return {storage_.get() + end_, capacity_ - end_};
    }

    /// Gives back what a large request has taken.
    void shrink() {
        if (!is_empty() || capacity_ <= smallest) return;
        storage_.reset();
        capacity_ = 0;
    }

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
    std::size_t largest_;
    std::size_t capacity_ = 0;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
};

}  // namespace rollcall::http
