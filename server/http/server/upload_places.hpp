#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <list>
#include <string>

#include "http/server/counters.hpp"
#include "http/server/limits.hpp"
#include "http/server/request_reader.hpp"

namespace rollcall::http {

/// The places of bodies that are stored in files. Their senders may be unknown until the body is complete, so one
/// client gets some of the places only, and where no place is left, the slowest upload loses its own to a faster one.
/// Used on the network thread only.
class UploadPlaces {
public:
    using Moment = std::chrono::steady_clock::time_point;
    enum class Result {
        accepted,
        too_many_of_client,
        full,
    };

    UploadPlaces(const UploadLimits& limits, Counters& counters) : limits_(limits), counters_(counters) {}

    /// One upload; its place is free once this is destroyed.
    class Upload {
    public:
        /// `target` is the path to which it is sent; `began` is when its body began.
        Upload(UploadPlaces& places, std::string client, std::string target, Moment began, RequestReader& reader);
        ~Upload();
        Upload(const Upload&) = delete;
        Upload& operator=(const Upload&) = delete;

        /// To be called before `bytes` more are written to its file.
        Result add(std::size_t bytes, Moment now);
        /// The body is complete: it cannot be ended for others any more.
        void finish_reading() { is_reading_ = false; }

    private:
        friend class UploadPlaces;
        double speed(Moment now) const;

        UploadPlaces& places_;
        const std::string client_;
        const std::string target_;
        const Moment began_;
        RequestReader& reader_;
        std::size_t bytes_ = 0;
        bool has_place_ = false;
        bool is_reading_ = true;
    };

private:
    using Filter = std::function<bool(const Upload&)>;

    Result find_place(const Upload& asking, Moment now);
    std::size_t count(const Filter& filter) const;
    bool end_slower(const Upload& asking, Moment now, const Filter& filter);
    void remove(Upload& upload);

    const UploadLimits limits_;
    Counters& counters_;
    std::list<Upload*> uploads_;  ///< with a place
    std::size_t bytes_ = 0;
};

}  // namespace rollcall::http
