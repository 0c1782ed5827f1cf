#pragma once

#include <chrono>
#include <cstddef>
#include <list>
#include <string>
#include <unordered_map>

#include "http/server/counters.hpp"
#include "http/server/request_reader.hpp"

namespace rollcall::http {

/// Who sends a request: known once the route has admitted the caller.
enum class RequestSender {
    stranger,  ///< anyone: nobody has to be signed in
    admitted,  ///< a caller of the route, or a platform
};

/// The memory of all requests that are read or handled: of their bodies, and of long headers. The first
/// `free_request_bytes` of each do not count, so that a request of the usual size never waits. When the memory is full,
/// the requests of clients who hold much of it are not read further, and the oldest of a client who holds more than the
/// one who asks is ended. Strangers have a part of it only, and take nothing from those who are admitted. Used on the
/// network thread only.
class RequestMemory {
public:
    using Moment = std::chrono::steady_clock::time_point;

    RequestMemory(std::size_t max_bytes, std::size_t max_stranger_bytes, Counters& counters)
        : max_bytes_(max_bytes), max_stranger_bytes_(max_stranger_bytes), counters_(counters) {}

    /// The memory of one request, until this is destroyed.
    class Share {
    public:
        Share(RequestMemory& memory, RequestSender sender, const std::string& client, Moment began,
              RequestReader& reader);
        ~Share();
        Share(const Share&) = delete;
        Share& operator=(const Share&) = delete;

        /// Must be called before the request grows to that size. False when there is no room: the reader is called back
        /// once there may be.
        bool resize(std::size_t bytes, Moment now);
        /// The request is complete: it cannot be ended for others any more.
        void finish_reading();

    private:
        friend class RequestMemory;
        RequestMemory& memory_;
        const RequestSender sender_;
        const std::string client_;
        const Moment began_;
        RequestReader& reader_;
        std::size_t bytes_ = 0;  ///< that count
        bool is_reading_ = true;
        bool is_ended_ = false;
        bool is_waiting_ = false;
        std::list<Share*>::iterator place_;
        std::list<Share*>::iterator waiting_place_;
    };

private:
    struct Client {
        std::size_t bytes = 0;
        std::list<Share*> shares;  ///< the oldest first
    };
    using Clients = std::unordered_map<std::string, Client>;

    Clients& clients_of(RequestSender sender) { return sender == RequestSender::stranger ? strangers_ : admitted_; }
    bool has_room(RequestSender sender, std::size_t bytes) const;
    /// Ends requests until there is room. False when there is none.
    bool make_room(const Share& asking, std::size_t bytes, Moment now);
    Share* find_victim(Clients& clients, const Share& asking, std::size_t bytes, Moment now);
    void end(Share& share);
    void count(Share& share, std::size_t bytes);
    std::list<Share*>& waiting_of(RequestSender sender);
    void wake_waiting(RequestSender sender);

    const std::size_t max_bytes_;
    const std::size_t max_stranger_bytes_;
    Counters& counters_;
    Clients strangers_;
    Clients admitted_;
    std::size_t stranger_bytes_ = 0;
    std::size_t bytes_ = 0;                ///< of all
    std::list<Share*> waiting_strangers_;  ///< for room, in their order
    std::list<Share*> waiting_admitted_;
};

}  // namespace rollcall::http
