<?php

return [
    'name' => 'Perizinan Kota',
    'env' => 'production',
    'debug' => false,
    'timezone' => 'Asia/Pontianak',
    'locale' => 'en',
    // Only of this trial: a real one has a secret of its own.
    'key' => 'base64:' . base64_encode(hash('sha256', 'percobaan', true)),
    'cipher' => 'AES-256-CBC',
    'providers' => [
        Illuminate\Cache\CacheServiceProvider::class,
        Illuminate\Cookie\CookieServiceProvider::class,
        Illuminate\Encryption\EncryptionServiceProvider::class,
        Illuminate\Filesystem\FilesystemServiceProvider::class,
        Illuminate\Foundation\Providers\FoundationServiceProvider::class,
        Illuminate\Session\SessionServiceProvider::class,
        Illuminate\Translation\TranslationServiceProvider::class,
        Illuminate\Validation\ValidationServiceProvider::class,
        Illuminate\View\ViewServiceProvider::class,
    ],
    'aliases' => [],
];
