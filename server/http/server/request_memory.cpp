#include "http/server/request_memory.hpp"

#include <algorithm>

namespace rollcall::http {

RequestMemory::Share::Share(RequestMemory& memory, RequestSender sender, const std::string& client,
                            RequestReader& reader)
    : memory_(memory), sender_(sender), client_(client), reader_(reader) {
    auto& shares = memory_.clients_of(sender_)[client_].shares;
    place_ = shares.insert(shares.end(), this);
}

RequestMemory::Share::~Share() {
    memory_.count(*this, 0);
    auto& clients = memory_.clients_of(sender_);
    const auto client = clients.find(client_);
    client->second.shares.erase(place_);
    if (client->second.shares.empty()) clients.erase(client);
}

bool RequestMemory::Share::resize(std::size_t bytes) {
    if (is_ended_) return false;
    if (bytes > bytes_ && !memory_.make_room(*this, bytes - bytes_)) {
        ++memory_.counters_.refused_for_room;
        return false;
    }
    memory_.count(*this, bytes);
    return true;
}

bool RequestMemory::has_room(RequestSender sender, std::size_t bytes) const {
    if (sender == RequestSender::stranger && stranger_bytes_ + bytes > max_stranger_bytes_) return false;
    return bytes_ + bytes <= max_bytes_;
}

bool RequestMemory::make_room(const Share& asking, std::size_t bytes) {
    while (!has_room(asking.sender_, bytes)) {
        auto* largest = find_largest(strangers_);
        if (!largest && asking.sender_ == RequestSender::admitted) largest = find_largest(admitted_);
        if (!largest || largest == &asking) return false;
        end(*largest);
    }
    return true;
}

/// The oldest request that can be ended, of the client who holds the most.
RequestMemory::Share* RequestMemory::find_largest(Clients& clients) {
    Share* found = nullptr;
    std::size_t most = 0;
    for (auto& [name, client] : clients) {
        if (client.bytes <= most) continue;
        const auto oldest = std::ranges::find_if(
            client.shares, [](const Share* share) { return share->is_reading_ && share->bytes_ > 0; });
        if (oldest == client.shares.end()) continue;
        found = *oldest;
        most = client.bytes;
    }
    return found;
}

void RequestMemory::end(Share& share) {
    count(share, 0);
    share.is_ended_ = true;
    share.is_reading_ = false;
    ++counters_.ended_requests;
    share.reader_.end_reading();
}

void RequestMemory::count(Share& share, std::size_t bytes) {
    auto& client = clients_of(share.sender_).find(share.client_)->second;
    client.bytes += bytes - share.bytes_;
    bytes_ += bytes - share.bytes_;
    if (share.sender_ == RequestSender::stranger) stranger_bytes_ += bytes - share.bytes_;
    share.bytes_ = bytes;
    counters_.request_bytes = bytes_;
}

}  // namespace rollcall::http
