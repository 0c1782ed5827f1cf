#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace rollcall::connectors {

/// Shares the downloads that run at once between hosts, so that slow ones do not keep the others waiting: few of one
/// host, and few that have been running for long, of whatever hosts. The numbers are in recording_copy_limits.hpp.
class HostPlaces {
public:
    using SteadyClock = std::chrono::steady_clock;

    explicit HostPlaces(std::function<SteadyClock::time_point()> now = SteadyClock::now) : now_(std::move(now)) {}

    /// Lets one download run until it is destroyed.
    class Place {
    public:
        Place(HostPlaces& places, std::string host, bool is_slow)
            : places_(places), host_(std::move(host)), began_at_(places.now_()), is_slow_(is_slow) {}
        ~Place() { places_.release(*this); }
        Place(const Place&) = delete;
        Place& operator=(const Place&) = delete;

        /// Asked again and again while the download runs. False once it has been running for `slow_after` and enough
        /// others have, too.
        bool may_continue() { return places_.may_continue(*this); }

    private:
        friend class HostPlaces;

        HostPlaces& places_;
        const std::string host_;
        const SteadyClock::time_point began_at_;
        bool is_slow_;  ///< counted among the slow ones
    };

    /// Nothing where the host has all its places, or was slow lately and enough slow downloads run.
    std::unique_ptr<Place> take(const std::string& host);

private:
    bool may_continue(Place& place);
    void release(const Place& place);
    bool was_slow(const std::string& host, SteadyClock::time_point now) const;
    void remember_slow(const std::string& host, SteadyClock::time_point now);

    const std::function<SteadyClock::time_point()> now_;
    std::mutex mutex_;
    std::map<std::string, int> running_;                         ///< downloads by host
    std::map<std::string, SteadyClock::time_point> slow_hosts_;  ///< when each was slow last
    int slow_ = 0;
};

/// The host of an address, with its scheme and port: "https://files.example.com:8443". Two spellings of one host are
/// one.
std::string host_of_address(std::string_view address);

}  // namespace rollcall::connectors
