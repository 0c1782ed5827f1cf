#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace rollcall::http {

/// Compresses one body as gzip (RFC 1952), part by part. Holds some 260 kB until it is destroyed.
class Gzip {
public:
    Gzip();
    ~Gzip();
    Gzip(Gzip&&) noexcept;
    Gzip& operator=(Gzip&&) noexcept;

    /// Returns what is ready of the compressed body, which may be nothing.
    std::string compress(std::string_view part);
    /// Returns the rest. Nothing may follow.
    std::string finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace rollcall::http
