#pragma once

namespace rollcall::http {

/// What reads a request.
class RequestReader {
public:
    /// Ends it before the request is complete, so that another one can be read.
    virtual void end_reading() = 0;
    /// Asks again for memory for which there was no room.
    virtual void continue_reading() = 0;

protected:
    ~RequestReader() = default;
};

}  // namespace rollcall::http
