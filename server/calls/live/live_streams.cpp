#include "calls/live/live_streams.hpp"

#include <algorithm>
#include <map>

namespace rollcall::calls {

LiveStreams::Stream::Stream(LiveStreams& streams, const access::Caller& caller)
    : streams_(streams), member_(caller.member), session_(caller.session), api_token_(caller.api_token) {}

LiveStreams::Stream::~Stream() {
    const std::lock_guard lock(streams_.mutex_);
    std::erase(streams_.open_, this);
}

std::shared_ptr<const LiveStreams::Stream> LiveStreams::open(const access::Caller& caller) {
    auto stream = std::make_shared<Stream>(*this, caller);
    const std::lock_guard lock(mutex_);
    open_.push_back(stream.get());
    replace_oldest_of_session(*stream);
    if (open_.size() > max_in_total_) replace_oldest_of_largest_member();
    return stream;
}

std::size_t LiveStreams::count() const {
    const std::lock_guard lock(mutex_);
    return open_.size();
}

void LiveStreams::replace_oldest_of_session(const Stream& newest) {
    const auto is_of_same_session = [&](const Stream* stream) {
        return stream->session_ == newest.session_ && stream->api_token_ == newest.api_token_;
    };
    const auto count = static_cast<std::size_t>(std::ranges::count_if(open_, is_of_same_session));
    if (count > max_per_session_) replace(std::ranges::find_if(open_, is_of_same_session));
}

void LiveStreams::replace_oldest_of_largest_member() {
    std::map<std::string_view, std::size_t> counts;
    for (const auto* stream : open_) ++counts[stream->member_.text()];
    const auto largest = std::ranges::max_element(counts, {}, [](const auto& count) { return count.second; });
    replace(std::ranges::find(open_, largest->first, [](const Stream* stream) { return stream->member_.text(); }));
}

void LiveStreams::replace(std::list<Stream*>::iterator stream) {
    (*stream)->is_replaced_ = true;
    open_.erase(stream);
}

}  // namespace rollcall::calls
