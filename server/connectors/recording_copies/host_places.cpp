#include "connectors/recording_copies/host_places.hpp"

#include <algorithm>

#include "connectors/recording_copies/recording_copy_limits.hpp"
#include "connectors/web/web_address.hpp"

namespace rollcall::connectors {

std::unique_ptr<HostPlaces::Place> HostPlaces::take(const std::string& host) {
    const std::lock_guard lock(mutex_);
    const auto now = now_();
    const bool is_slow = was_slow(host, now);
    if (is_slow && slow_ >= max_slow_downloads) return nullptr;
    auto& running = running_[host];
    if (running >= max_downloads_per_host) return nullptr;
    ++running;
    if (is_slow) ++slow_;
    return std::make_unique<Place>(*this, host, is_slow);
}

bool HostPlaces::may_continue(Place& place) {
    const std::lock_guard lock(mutex_);
    const auto now = now_();
    if (place.is_slow_ || now - place.began_at_ < slow_after) return true;
    remember_slow(place.host_, now);
    if (slow_ >= max_slow_downloads) return false;
    place.is_slow_ = true;
    ++slow_;
    return true;
}

void HostPlaces::release(const Place& place) {
    const std::lock_guard lock(mutex_);
    if (--running_[place.host_] == 0) running_.erase(place.host_);
    if (place.is_slow_) --slow_;
    if (place.is_slow_ && now_() - place.began_at_ >= slow_after) remember_slow(place.host_, now_());
}

bool HostPlaces::was_slow(const std::string& host, SteadyClock::time_point now) const {
    const auto found = slow_hosts_.find(host);
    return found != slow_hosts_.end() && now - found->second < slow_host_memory;
}

void HostPlaces::remember_slow(const std::string& host, SteadyClock::time_point now) {
    std::erase_if(slow_hosts_, [&](const auto& entry) { return now - entry.second >= slow_host_memory; });
    if (slow_hosts_.size() < max_slow_hosts || slow_hosts_.contains(host)) slow_hosts_[host] = now;
}

std::string host_of_address(std::string_view address) {
    const auto parsed = parse_web_address(address);
    if (!parsed || !parsed->is_web()) return std::string(address);
    return WebAddress{.scheme = parsed->scheme, .user = {}, .host = parsed->host, .port = parsed->port}.text();
}

}  // namespace rollcall::connectors
