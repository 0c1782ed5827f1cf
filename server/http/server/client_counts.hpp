#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

namespace rollcall::http {

/// Counts the connections of each client, or the requests of each client behind a trusted proxy, up to a maximum. Used
/// on the network thread only.
class ClientCounts {
public:
    explicit ClientCounts(std::size_t max_per_client) : max_per_client_(max_per_client) {}

    /// One that is counted until this is destroyed.
    class Entry {
    public:
        Entry(Entry&& other) noexcept : counts_(std::exchange(other.counts_, nullptr)), count_(other.count_) {}
        Entry& operator=(Entry&& other) noexcept {
            std::swap(counts_, other.counts_);
            std::swap(count_, other.count_);
            return *this;
        }
        ~Entry() {
            if (counts_ && --count_->second == 0) counts_->counts_.erase(counts_->counts_.find(count_->first));
        }

        /// The network of the client (core/network.hpp).
        const std::string& client() const { return count_->first; }
        /// How many its client has.
        std::size_t count() const { return count_->second; }

    private:
        friend class ClientCounts;
        using Count = std::unordered_map<std::string, std::size_t>::value_type;
        Entry(ClientCounts& counts, Count& count) : counts_(&counts), count_(&count) {}

        ClientCounts* counts_;
        Count* count_;
    };

    /// Nothing when the client already has the maximum.
    std::optional<Entry> add(const std::string& client) {
        const auto at = counts_.try_emplace(client, 0).first;
        if (at->second >= max_per_client_) return std::nullopt;
        ++at->second;
        return Entry(*this, *at);
    }

private:
    const std::size_t max_per_client_;
    std::unordered_map<std::string, std::size_t> counts_;
};

}  // namespace rollcall::http
