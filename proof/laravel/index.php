<?php

// The front door of a small permit backend in Laravel's own usual style, run from the framework's Debian package. It knows
// nothing of Loket. On the app's own origin it guards a session against forged requests; with APP_ORIGIN it allows that origin.

use Illuminate\Contracts\Debug\ExceptionHandler;
use Illuminate\Contracts\Foundation\Application as ApplicationContract;
use Illuminate\Contracts\Http\Kernel as KernelContract;
use Illuminate\Cookie\Middleware\AddQueuedCookiesToResponse;
use Illuminate\Cookie\Middleware\EncryptCookies;
use Illuminate\Foundation\Application;
use Illuminate\Foundation\Exceptions\Handler;
use Illuminate\Foundation\Http\Kernel as BaseKernel;
use Illuminate\Foundation\Http\Middleware\VerifyCsrfToken;
use Illuminate\Http\Request;
use Illuminate\Routing\Router;
use Illuminate\Session\Middleware\StartSession;

// Laravel 8 is older than the deprecations of this PHP.
error_reporting(E_ALL & ~E_DEPRECATED);
require getenv('LOKET_LARAVEL');

class Cors
{
    public function handle(Request $request, Closure $next)
    {
        $response = $request->isMethod('OPTIONS') ? response()->noContent() : $next($request);
        $response->headers->set('Access-Control-Allow-Origin', env('APP_ORIGIN'));
        $response->headers->set('Access-Control-Allow-Headers', 'content-type, accept');
        return $response;
    }
}

class Kernel extends BaseKernel
{
    protected $middlewareGroups = [
        'web' => [EncryptCookies::class, AddQueuedCookiesToResponse::class, StartSession::class, VerifyCsrfToken::class],
        'api' => [],
    ];

    public function __construct(ApplicationContract $app, Router $router)
    {
        parent::__construct($app, $router);
        if (getenv('APP_ORIGIN')) {
            $this->middleware[] = Cors::class;
        }
    }
}

$store = getenv('STORE');
foreach (['framework/sessions', 'framework/cache', 'logs'] as $folder) {
    @mkdir("$store/$folder", 0700, true);
}
foreach (['PACKAGES', 'SERVICES'] as $name) {
    putenv("APP_{$name}_CACHE=$store/$name.php");
    $_ENV["APP_{$name}_CACHE"] = "$store/$name.php";
}
$app = new Application(__DIR__);
$app->useStoragePath($store);
$app->singleton(KernelContract::class, Kernel::class);
$app->singleton(ExceptionHandler::class, Handler::class);
$app->booted(function () use ($app) {
    $group = getenv('APP_ORIGIN') ? 'api' : 'web';
    $app['router']->middleware($group)->group(__DIR__ . '/routes/permits.php');
});
$kernel = $app->make(KernelContract::class);
$request = Request::capture();
$response = $kernel->handle($request)->send();
$kernel->terminate($request, $response);
