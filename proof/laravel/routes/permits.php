<?php

use Illuminate\Http\Request;
use Illuminate\Support\Facades\Cache;
use Illuminate\Support\Facades\Route;

Route::get('/health', fn () => ['ok' => true]);

// What Sanctum answers: the cookie comes with the session.
Route::get('/sanctum/csrf-cookie', fn () => response()->noContent());

Route::post('/permohonan', function (Request $request) {
    $data = $request->validate([
        'pemilik.nama' => 'required|string|min:3',
        'pemilik.hp' => ['required', 'not_regex:/0000$/'],
        'alat' => 'required|array|min:1',
        'alat.*.jenis' => 'required|in:Gerobak,Tenda',
        'alat.*.jumlah' => 'required|integer|max:5',
    ], [
        'pemilik.hp.not_regex' => 'Nomor HP ini sudah tidak aktif.',
        'alat.*.jumlah.max' => 'Paling banyak :max buah.',
    ]);
    $id = Cache::increment('n');
    Cache::forever("permohonan.$id", $data);
    return response()->json(['data' => ['nomor' => sprintf('PKL-%04d', $id)]], 201);
});

Route::post('/permohonan/status', function (Request $request) {
    $data = $request->validate(['number' => 'required|string', 'digits' => 'required|digits:4']);
    $known = Cache::get('permohonan.' . (int) substr($data['number'], 4));
    abort_unless($known && str_ends_with($known['pemilik']['hp'], $data['digits']), 404);
    return ['data' => ['nomor' => $data['number'], 'status' => 'masuk', 'riwayat' => [['status' => 'masuk', 'tanggal' => now()]]]];
});
