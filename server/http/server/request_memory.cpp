#include "http/server/request_memory.hpp"

#include <algorithm>
#include <utility>

#include "http/server/limits.hpp"

namespace rollcall::http {

RequestMemory::Share::Share(RequestMemory& memory, RequestSender sender, const std::string& client, Moment began,
                            RequestReader& reader)
    : memory_(memory), sender_(sender), client_(client), began_(began), reader_(reader) {
    auto& shares = memory_.clients_of(sender_)[client_].shares;
    place_ = shares.insert(shares.end(), this);
}

RequestMemory::Share::~Share() {
    finish_reading();
    memory_.count(*this, 0);
    auto& clients = memory_.clients_of(sender_);
    const auto client = clients.find(client_);
    client->second.shares.erase(place_);
    if (client->second.shares.empty()) clients.erase(client);
}

bool RequestMemory::Share::resize(std::size_t bytes, Moment now) {
    if (is_ended_) return false;
    const auto counted = bytes - std::min(bytes, free_request_bytes);
    if (counted > bytes_ && !memory_.make_room(*this, counted - bytes_, now)) {
        auto& waiting = memory_.waiting_of(sender_);
        if (!is_waiting_) waiting_place_ = waiting.insert(waiting.end(), this);
        is_waiting_ = true;
        return false;
    }
    memory_.count(*this, counted);
    return true;
}

void RequestMemory::Share::finish_reading() {
    is_reading_ = false;
    if (std::exchange(is_waiting_, false)) memory_.waiting_of(sender_).erase(waiting_place_);
}

bool RequestMemory::has_room(RequestSender sender, std::size_t bytes) const {
    if (sender == RequestSender::stranger && stranger_bytes_ + bytes > max_stranger_bytes_) return false;
    return bytes_ + bytes <= max_bytes_;
}

bool RequestMemory::make_room(const Share& asking, std::size_t bytes, Moment now) {
    while (!has_room(asking.sender_, bytes)) {
        auto* victim = find_victim(strangers_, asking, bytes, now);
        if (!victim && asking.sender_ == RequestSender::admitted) victim = find_victim(admitted_, asking, bytes, now);
        if (!victim) return false;
        end(*victim);
    }
    return true;
}

/// The oldest request of the client who holds the most, if it may be ended for the one that asks: it is of a stranger
/// while that one is not, or it is a slow one of the same client, or of one who holds more.
RequestMemory::Share* RequestMemory::find_victim(Clients& clients, const Share& asking, std::size_t bytes, Moment now) {
    const bool is_of_higher_rank = &clients != &clients_of(asking.sender_);
    const auto asking_bytes = is_of_higher_rank ? 0 : clients.find(asking.client_)->second.bytes + bytes;
    const auto least_age = is_of_higher_rank ? Moment::duration::zero() : Moment::duration(slow_request_time);
    Share* found = nullptr;
    std::size_t most = 0;
    for (auto& [name, client] : clients) {
        const bool holds_enough = is_of_higher_rank || name == asking.client_ || client.bytes >= asking_bytes;
        if (client.bytes <= most || !holds_enough) continue;
        const auto oldest = std::ranges::find_if(client.shares, [&](const Share* share) {
            return share != &asking && share->is_reading_ && share->bytes_ > 0;
        });
        if (oldest == client.shares.end() || now - (*oldest)->began_ < least_age) continue;
        found = *oldest;
        most = client.bytes;
    }
    return found;
}

void RequestMemory::end(Share& share) {
    count(share, 0);
    share.is_ended_ = true;
    share.finish_reading();
    ++counters_.ended_requests;
    share.reader_.end_reading();
}

void RequestMemory::count(Share& share, std::size_t bytes) {
    const bool is_less = bytes < share.bytes_;
    auto& client = clients_of(share.sender_).find(share.client_)->second;
    client.bytes += bytes - share.bytes_;
    bytes_ += bytes - share.bytes_;
    if (share.sender_ == RequestSender::stranger) stranger_bytes_ += bytes - share.bytes_;
    share.bytes_ = bytes;
    counters_.request_bytes = bytes_;
    if (!is_less) return;
    wake_waiting(RequestSender::admitted);
    wake_waiting(RequestSender::stranger);
}

std::list<RequestMemory::Share*>& RequestMemory::waiting_of(RequestSender sender) {
    return sender == RequestSender::stranger ? waiting_strangers_ : waiting_admitted_;
}

/// The first who waits asks again, and waits again when another was faster.
void RequestMemory::wake_waiting(RequestSender sender) {
    auto& waiting = waiting_of(sender);
    if (waiting.empty() || !has_room(sender, max_read_bytes)) return;
    auto* first = waiting.front();
    waiting.pop_front();
    first->is_waiting_ = false;
    first->reader_.continue_reading();
}

}  // namespace rollcall::http
