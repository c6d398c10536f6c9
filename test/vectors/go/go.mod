module barewire.example/vectors

go 1.19
